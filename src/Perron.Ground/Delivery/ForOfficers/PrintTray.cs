using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Delivery.Letters;
using Perron.Platform.Files;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Delivery.ForOfficers;

/// <summary>The print tray: letters of the officer's organisation that wait for paper, and the batches that wait for the post.</summary>
internal static class PrintTray
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/courrier", Show).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/courrier", MakeBatch).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/courrier/lettres/{id:guid}/adresse", CompleteAddress).Declares(Audit.Change, Rate.Sending);
        routes.MapGet("/agent/courrier/lots/{id:guid}.pdf", Print).Declares(Audit.Reading, Rate.Reading);
    }

    private static async Task<IResult> Show(Commune commune, PageLanguage language, PerronDb db) =>
        PrintTrayPage.Of(await Model(db, PostedForm.Blank(), commune, language));

    private static async Task<IResult> MakeBatch(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, TimeProvider time)
    {
        var chosen = posted.Values("lettre").Select(id => Guid.TryParse(id, out var parsed) ? LetterId.From(parsed) : (LetterId?)null).OfType<LetterId>().ToList();
        var letters = (await db.Set<Letter>().Where(letter => letter.BatchId == null && chosen.Contains(letter.Id)).ToListAsync()).Where(letter => letter.IsComplete).ToList();
        if (letters is [])
        {
            posted.Refuse("lettre", Words.Of(typeof(PrintTray)).In(language.Code, "tray-none-chosen"));
            return PrintTrayPage.Of(await Model(db, posted, commune, language), StatusCodes.Status422UnprocessableEntity);
        }

        // A batch has one sender: an officer of two organisations makes one for each.
        var batches = letters.GroupBy(letter => letter.OrganisationId).Select(group => (Batch: new LetterBatch
        {
            CommuneId = commune.Id, OrganisationId = group.Key, MadeBy = visitor.Officer!.Value, MadeAt = time.GetCurrentInstant(),
        }, Letters: group.ToList())).ToList();
        foreach (var (batch, own) in batches)
        {
            db.Add(batch);
            own.ForEach(letter => letter.BatchId = batch.Id);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect(batches is [var only] ? $"/agent/courrier/lots/{only.Batch.Id.Value}" : "/agent/courrier");
    }

    private static async Task<IResult> CompleteAddress(Guid id, PostedForm posted, Commune commune, PageLanguage language, PerronDb db)
    {
        if (await db.Set<Letter>().SingleOrDefaultAsync(letter => letter.Id == LetterId.From(id) && letter.BatchId == null) is not { } letter)
        {
            return TypedResults.NotFound();
        }

        var field = $"adresse-{letter.Id.Value}";
        var address = posted.Text(field).OrElse(Words.Of(typeof(PrintTray)).In(language.Code, "tray-address-empty"));
        if (!posted.IsRight)
        {
            return PrintTrayPage.Of(await Model(db, posted, commune, language), StatusCodes.Status422UnprocessableEntity);
        }

        letter.Address = address;
        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect("/agent/courrier");
    }

    private static async Task<IResult> Print(Guid id, PerronDb db, CommuneRegister communes, LetterPrinter printer, Commune commune, TimeProvider time)
    {
        var letters = await db.Set<Letter>().AsNoTracking().Where(letter => letter.BatchId == LetterBatchId.From(id)).OrderBy(letter => letter.WrittenAt).ThenBy(letter => letter.Id).ToListAsync();
        return letters is [] ? TypedResults.NotFound()
            : FileDoor.Attachment(printer.Print(letters, communes.Of(commune.Id), time.GetCurrentInstant()), "application/pdf", $"courrier-{commune.Today(time.GetCurrentInstant()):uuuu-MM-dd}.pdf");
    }

    private static async Task<PrintTrayPage.Tray> Model(PerronDb db, PostedForm form, Commune commune, PageLanguage language)
    {
        var waiting = await db.Set<Letter>().AsNoTracking().Where(letter => letter.BatchId == null).OrderBy(letter => letter.WrittenAt).ToListAsync();
        var batches = await db.Set<LetterBatch>().AsNoTracking().OrderByDescending(batch => batch.MadeAt).Take(20).ToListAsync();
        var ids = batches.Select(batch => (LetterBatchId?)batch.Id).ToList();
        var counts = await db.Set<Letter>().Where(letter => ids.Contains(letter.BatchId)).GroupBy(letter => letter.BatchId).Select(group => new { group.Key, Count = group.Count() }).ToListAsync();
        return new(form, waiting, [.. batches.Select(batch => new PrintTrayPage.Batch(
            batch.Id.Value, commune.Local(batch.MadeAt).DateAndTime(language.Code), counts.FirstOrDefault(count => count.Key == batch.Id)?.Count ?? 0, batch.PostedOn?.LongDate(language.Code)))]);
    }
}
