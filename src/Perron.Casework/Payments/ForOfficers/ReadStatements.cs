using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using Perron.Cases;
using Perron.Communes;
using Perron.Design;
using Perron.Money;
using Perron.Payments.Bank;
using Perron.Payments.Cash;
using Perron.Platform.Live;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Procedures;
namespace Perron.Payments.ForOfficers;

/// <summary>The officer of finance sends in the files of the bank, sees what was read from them and what was not, which transfers nobody could place, and what is to be given back.</summary>
public static class ReadStatements
{
    private const int MostShown = 200, MostFiles = 10, Longest = 4 * 1024 * 1024;

    public sealed record Sent(Guid Id, string Name, string At, string Outcome, string? Fault);

    public sealed record Movement(Guid Id, string On, string Payer, string Said, string Amount, string Why);

    public sealed record Surplus(Guid Order, string Reference, string Name, string Amount);

    public sealed record ClosedDay(Guid Id, string On, string Desk, string Cash, string Card, string Difference);

    /// <param name="IsTheirs">The account is the commune's: another organisation of its portal reads no statement of it.</param>
    public sealed record Model(bool IsTheirs, string? Account, IReadOnlyList<Sent> Files, IReadOnlyList<Movement> Open, int Placed, IReadOnlyList<Surplus> Surpluses, IReadOnlyList<ClosedDay> Days, string From, string Until, PostedForm Form);

    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/agent/paiements", Show).Declares(Audit.Reading, Rate.Reading);
        routes.MapPost("/agent/paiements", Send).Declares(Audit.Change, Rate.Sending);
        routes.MapPost("/agent/paiements/fichiers/{id:guid}", Again).Declares(Audit.Change, Rate.Sending);
    }

    /// <summary>The commune's own officers, not those of another organisation in its portal.</summary>
    internal static Task<OrganisationId?> Holder(PerronDb db, Visitor visitor, Commune commune) =>
        db.Set<Organisation>().Where(one => visitor.Organisations.Contains(one.Id) && one.Kind == commune.Holder).Select(one => (OrganisationId?)one.Id).FirstOrDefaultAsync();

    private static async Task<IResult> Show(Visitor visitor, Commune commune, PageLanguage language, PerronDb db, PayToAccounts payTo, TimeProvider time) =>
        await Page(PostedForm.Blank(), visitor, commune, language.Code, db, payTo, time.GetCurrentInstant(), StatusCodes.Status200OK);

    private static async Task<IResult> Send(PostedForm posted, Visitor visitor, Commune commune, PageLanguage language, PerronDb db, StatementReader reader, PayToAccounts payTo, Changes changes, TimeProvider time)
    {
        var now = time.GetCurrentInstant();
        if (await Holder(db, visitor, commune) is not { } organisation)
        {
            return TypedResults.NotFound();
        }

        string Say(string key, params object?[] values) => Words.Of(typeof(ReadStatements)).In(language.Code, key, values);
        var files = posted.Files("extraits").ToList();
        if (files is [] || files.Count > MostFiles || files.Exists(file => file.Length > Longest))
        {
            posted.Refuse("extraits", files is [] ? Say("bank-file-missing") : Say("bank-file-too-large", MostFiles, Longest / 1024 / 1024));
            return await Page(posted, visitor, commune, language.Code, db, payTo, now, StatusCodes.Status422UnprocessableEntity);
        }

        db.EnterEveryOrganisation();
        foreach (var sent in files)
        {
            var bytes = new byte[sent.Length];
            await using (var stream = sent.OpenReadStream())
            {
                await stream.ReadExactlyAsync(bytes);
            }

            var file = new BankFile { CommuneId = commune.Id, OrganisationId = organisation, Name = Path.GetFileName(sent.FileName), Bytes = bytes, SentAt = now, SentBy = visitor.Officer!.Value };
            db.Add(file);
            await reader.Read(db, changes, file, commune, now);
        }

        return TypedResults.LocalRedirect("/agent/paiements");
    }

    // A file that could not be read is read once more, or taken away.
    private static async Task<IResult> Again(Guid id, PostedForm posted, Visitor visitor, Commune commune, PerronDb db, StatementReader reader, Changes changes, TimeProvider time)
    {
        var key = BankFileId.From(id);
        if (await db.Set<BankFile>().SingleOrDefaultAsync(one => one.Id == key && one.Fault != "") is not { } file)
        {
            return TypedResults.NotFound();
        }

        if (posted.Act == "retirer")
        {
            db.Remove(file);
            await db.SaveChangesAsync();
        }
        else
        {
            db.EnterEveryOrganisation();
            await reader.Read(db, changes, file, commune, time.GetCurrentInstant());
        }

        return TypedResults.LocalRedirect("/agent/paiements");
    }

    private static async Task<IResult> Page(PostedForm form, Visitor visitor, Commune commune, string language, PerronDb db, PayToAccounts payTo, Instant now, int status)
    {
        var words = Words.Of(typeof(ReadStatements));
        var files = await db.Set<BankFile>().AsNoTracking().Where(file => file.Fault != "" || file.SentAt > now - Duration.FromDays(31)).OrderByDescending(file => file.SentAt)
            .Select(file => new { file.Id, file.Name, file.SentAt, file.Read, file.Known, file.Fault, file.FaultLine }).Take(MostShown).ToListAsync();
        var open = await db.Set<BankMovement>().AsNoTracking().Where(movement => movement.State == MovementState.Open).OrderBy(movement => movement.ValueOn).ThenBy(movement => movement.Name).Take(MostShown).ToListAsync();
        var orders = open is [] ? [] : await StatementReader.Orders(db, open.Select(movement => movement.Communication));
        return ReadStatementsPage.Of(new(
            await Holder(db, visitor, commune) is not null, payTo.Of(commune)?.Account.ToString(),
            [.. files.Select(file => new Sent(
                file.Id.Value, file.Name, commune.Local(file.SentAt).DateAndTime(language), words.In(language, "bank-read", file.Read, file.Known),
                file.Fault.Length == 0 ? null : words.In(language, $"bank-fault-{file.Fault}", file.FaultLine)))],
            [.. open.Select(movement => new Movement(
                movement.Id.Value, movement.ValueOn.LongDate(language), movement.PayerName, Said(movement), Euros.Of(movement.Cents), Why(movement, orders, words, language)))],
            await db.Set<BankMovement>().CountAsync(movement => movement.State == MovementState.Matched), await Surpluses(db), await Days(db, language, now), Iso(commune.Today(now).With(DateAdjusters.StartOfMonth)), Iso(commune.Today(now)), form), status);
    }

    internal static string Said(BankMovement movement) => movement.Communication.Length == 12 ? $"+++{movement.Communication[..3]}/{movement.Communication[3..7]}/{movement.Communication[7..]}+++" : movement.Text;

    internal static string Why(BankMovement movement, IReadOnlyList<StatementReader.Standing> orders, Words words, string language)
    {
        var match = StatementReader.Match(movement, orders);
        var reference = StatementReader.Named(match) is { } named ? orders.First(one => one.Order == named).Reference : "";
        return match switch
        {
            TransferMatch.TooLittle(_, var missing) => words.In(language, "match-little", reference, Euros.Of(missing)),
            TransferMatch.TooMuch(_, var surplus) => words.In(language, "match-much", reference, Euros.Of(surplus)),
            TransferMatch.NothingAwaited => words.In(language, "match-none", reference),
            TransferMatch.Perhaps => words.In(language, "match-perhaps", reference),
            TransferMatch.Exact => words.In(language, "match-exact", reference), // it was asked after the file was read
            _ => words.In(language, "match-unknown"),
        };
    }

    // Too much, and it does not go back by itself.
    private static async Task<IReadOnlyList<Surplus>> Surpluses(PerronDb db)
    {
        var over = await db.Set<PaymentOrder>().AsNoTracking().Join(db.Set<Case>().AsNoTracking(), order => order.CaseId, one => one.Id, (order, one) => new { order, one })
            .Where(pair => pair.order.BalanceCents > (pair.order.ExemptedWhy != null || PaymentOrder.OwingNothing.Contains(pair.one.Status) ? 0 : pair.order.Cents)).OrderBy(pair => pair.order.AskedAt).Take(MostShown).ToListAsync();
        var found = new List<Surplus>();
        foreach (var pair in over)
        {
            if (await CashBook.TooMuch(db, pair.order, await Accounts.LedgerOf(db, pair.order, pair.one)) is > 0 and var cents)
            {
                found.Add(new(pair.order.Id.Value, pair.one.Reference, pair.one.ApplicantName, Euros.Of(cents)));
            }
        }

        return found;
    }

    private static async Task<IReadOnlyList<ClosedDay>> Days(PerronDb db, string language, Instant now)
    {
        var since = now - Duration.FromDays(31);
        var units = await db.Set<ServiceUnit>().AsNoTracking().ToDictionaryAsync(unit => unit.Id, unit => unit.Name.In(language));
        var days = await db.Set<CashDay>().AsNoTracking().Where(day => day.ClosedAt > since).OrderByDescending(day => day.ClosedAt).Take(MostShown).ToListAsync();
        return [.. days.Select(day => new ClosedDay(
            day.Id.Value, day.On.LongDate(language), units[day.ServiceUnitId], Euros.Of(day.CashCents), Euros.Of(day.CardCents), CloseDesk.Signed(day.CountedCents - day.FloatCents - day.CashCents + day.TerminalCents - day.CardCents)))];
    }

    private static string Iso(LocalDate day) => NodaTime.Text.LocalDatePattern.Iso.Format(day);
}
