using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Communes;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Delivery.ForOfficers;

/// <summary>A batch that was printed: its PDF, the numbers of its registered letters, and the day on which it was given to the post.</summary>
internal static class PostBatch
{
    private static readonly Words RoomWords = Words.Of(typeof(PostBatch));

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/courrier/lots/{id:guid}", Show).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/courrier/lots/{id:guid}", Post).Declares(Audit.Change, Rate.Sending);
    }

    private static async Task<IResult> Show(Guid id, Commune commune, PageLanguage language, PerronDb db, TimeProvider time) =>
        await Find(db, id) is not { } found ? TypedResults.NotFound()
            : PostBatchPage.Of(Model(found, PostedForm.Blank(("postee-le", $"{commune.Today(time.GetCurrentInstant()):uuuu-MM-dd}")), commune, language));

    private static async Task<IResult> Post(Guid id, PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, DeliveryStories stories, TimeProvider time)
    {
        if (await Find(db, id) is not { Batch.PostedOn: null } found)
        {
            return TypedResults.NotFound();
        }

        var now = time.GetCurrentInstant();
        var day = posted.Date("postee-le").OrElse(RoomWords.In(language.Code, "batch-day-wrong"));
        if (posted.IsRight && (day > commune.Today(now) || day < commune.Today(found.Batch.MadeAt)))
        {
            posted.Refuse("postee-le", RoomWords.In(language.Code, "batch-day-impossible"));
        }

        var numbers = found.Letters.Where(letter => letter.Kind == LetterKind.Registered)
            .ToDictionary(letter => letter.Id, letter => posted.Text($"recommande-{letter.Id.Value}").OrElse(RoomWords.In(language.Code, "batch-number-empty", letter.Recipient)));
        if (!posted.IsRight)
        {
            return PostBatchPage.Of(Model(found, posted, commune, language), StatusCodes.Status422UnprocessableEntity);
        }

        found.Batch.PostedOn = day;
        foreach (var letter in found.Letters)
        {
            (letter.PostedOn, letter.RegisteredNumber) = (day, numbers.GetValueOrDefault(letter.Id, ""));
            await stories.Tell(db, letter.StreamId, new LetterPosted(letter.Id.Value, $"{day:uuuu-MM-dd}", letter.RegisteredNumber), now, visitor.Actor, isPublic: true);
        }

        await db.SaveChangesAsync();
        return TypedResults.LocalRedirect($"/agent/courrier/lots/{id}");
    }

    private static async Task<Found?> Find(PerronDb db, Guid id) =>
        await db.Set<LetterBatch>().SingleOrDefaultAsync(batch => batch.Id == LetterBatchId.From(id)) is not { } batch ? null
            : new(batch, await db.Set<Letter>().Where(letter => letter.BatchId == batch.Id).OrderBy(letter => letter.WrittenAt).ThenBy(letter => letter.Id).ToListAsync());

    private static PostBatchPage.Printed Model(Found found, PostedForm form, Commune commune, PageLanguage language) =>
        new(form, found.Batch.Id.Value, commune.Local(found.Batch.MadeAt).DateAndTime(language.Code), found.Batch.PostedOn?.LongDate(language.Code), found.Letters);

    private sealed record Found(LetterBatch Batch, IReadOnlyList<Letter> Letters);
}
