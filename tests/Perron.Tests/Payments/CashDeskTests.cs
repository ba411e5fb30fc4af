using System.Globalization;
using System.Net;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;
using Microsoft.EntityFrameworkCore;
using Perron.Money;
using Perron.Payments;
using Perron.Payments.Cash;
using Perron.People;
using Perron.Tests.Cases;
using Perron.Tests.Support;
using Perron.Texts;
namespace Perron.Tests.Payments;

/// <summary>A day at the cash desk closes to the cent, whatever happens in it, and stays as it was closed.</summary>
public sealed class CashDeskTests
{
    [Fact]
    public async Task A_day_is_opened_counted_and_closed_and_changes_no_more()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (_, karim, reference) = await portal.Asked(await portal.Claire());
        await karim.Open($"/agent/caisse?reference={reference}");
        await karim.Submit("Enregistrer", ("moyen", "especes"), ("montant", "6"));
        Assert.True(karim.Status == HttpStatusCode.UnprocessableEntity && karim.Shows("La caisse n'est pas ouverte"), karim.Text);
        await karim.Submit("Ouvrir la caisse", ("fond", "cent"));
        Assert.True(karim.Error("fond")!.Contains("Écrivez un montant", StringComparison.Ordinal), karim.Text);
        await karim.Submit("Ouvrir la caisse", ("fond", "100,00"));
        await karim.Submit("Enregistrer", ("moyen", "especes"), ("montant", "4,50"));
        await karim.Submit("Enregistrer", ("moyen", "carte"), ("montant", "1,50"), ("preuve", "000123"));
        Assert.Equal("making", await portal.StateOf(reference));
        Assert.True(karim.Shows("104,50 €") && karim.Shows("population/2026/0001") && karim.Shows("population/2026/0002"), karim.Text);

        await karim.Open(karim.Page.QuerySelectorAll("a[href*='/agent/caisse/recus/']").First(link => link.TextContent.Contains("0001", StringComparison.Ordinal)).GetAttribute("href")!);
        Assert.True(karim.Title.Contains("Reçu population/2026/0001", StringComparison.Ordinal) && karim.Shows("4,50 €") && karim.Shows(reference), karim.Text);

        await karim.Open("/agent/caisse/cloture");
        await karim.Submit("Clôturer", ("compte", "104"), ("terminal", "1,50"));
        Assert.True(karim.Status == HttpStatusCode.UnprocessableEntity && karim.Error("motif")!.Contains("−0,50", StringComparison.Ordinal), karim.Text);
        await karim.Submit("Clôturer", ("compte", "104"), ("terminal", "1,50"), ("motif", "Erreur de monnaie"));
        Assert.True(karim.Shows("Erreur de monnaie") && karim.Shows("−0,50 €") && karim.Shows("Karim Benali"), karim.Text);
        var closed = karim.Url;

        // Closed: nothing is taken until it is opened anew, and the mistake of the day is mended in the next.
        await karim.Open($"/agent/caisse?reference={reference}");
        Assert.True(karim.Shows("À la dernière clôture : 104,00 €"), karim.Text);
        await karim.Submit("Ouvrir la caisse", ("fond", "54"));
        await karim.Open(karim.Page.QuerySelector("a[href*='/agent/caisse/corriger/']")!.GetAttribute("href")!);
        await karim.Submit("Corriger");
        Assert.True(karim.Error("raison") is not null, karim.Text);
        await karim.Submit("Corriger", ("raison", "Ticket d'une autre personne"));
        Assert.True(karim.Shows("population/2026/0003") && karim.Shows("−1,50 €"), karim.Text);
        Assert.Equal(150, await portal.InDb(portal.Braine, db => db.Set<PaymentOrder>().Select(order => order.Cents - order.BalanceCents).SingleAsync()));
        Assert.Null((await portal.Case(portal.Braine, reference)).PaidAt);
        await karim.Open(closed);
        Assert.True(karim.Shows("104,00 €") && !karim.Shows("0003"), karim.Text);
        await karim.Open($"/agent/dossiers/{reference}");
        Assert.True(karim.Shows("Une écriture de caisse a été corrigée · Karim Benali"), karim.Text);
        Assert.True(await portal.InDb(portal.Braine, db => db.Set<Perron.Timeline.TimelineEvent>().AnyAsync(happened => happened.Kind == "Looked" && happened.Purpose == "paiement"))); // the citizen reads who looked

        // Finance reads the same day from its own page.
        var pierre = await portal.Treasurer();
        await pierre.Open("/agent/paiements");
        await pierre.Open(pierre.Page.QuerySelector("a[href*='/agent/paiements/journees/']")!.GetAttribute("href")!);
        Assert.True(pierre.Shows("Erreur de monnaie") && pierre.Shows("population/2026/0002"), pierre.Text);
    }

    [Fact]
    public async Task One_slip_is_money_once_and_one_line_is_corrected_once()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (_, karim, reference) = await portal.Asked(await portal.Claire());
        await karim.OpenDesk();
        await karim.Open($"/agent/caisse?reference={reference}");
        await karim.Submit("Enregistrer", ("moyen", "carte"), ("montant", "2"), ("preuve", "000123"));
        await karim.Submit("Enregistrer", ("moyen", "carte"), ("montant", "2"), ("preuve", "000123"));
        Assert.True(karim.Error("preuve")!.Contains("Ce numéro a déjà servi", StringComparison.Ordinal), karim.Text);
        await karim.Open($"/agent/caisse?reference={reference}");
        var correct = karim.Page.QuerySelector("a[href*='/agent/caisse/corriger/']")!.GetAttribute("href")!;
        await karim.Open(correct);
        var fields = karim.FieldsOf("Corriger");
        await karim.Submit("Corriger", ("raison", "Mauvais dossier"));
        Assert.Equal(HttpStatusCode.NotFound, (await karim.Open(correct)).Status);
        await karim.Post(correct, [.. fields.Where(field => field.Name is not ("raison" or "key")), ("raison", "encore"), ("key", Guid.CreateVersion7().ToString())]);
        Assert.Equal(HttpStatusCode.NotFound, karim.Status);
        Assert.Equal((200, 200), await portal.Money());
    }

    [Fact]
    public async Task Two_who_take_at_the_same_moment_get_two_numbers_and_none_is_left_out()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = await portal.Claire();
        List<(Browser Officer, string Reference)> desks = [];
        for (var number = 0; number < 4; number++)
        {
            var (_, karim, reference) = await portal.Asked(claire);
            desks.Add((number % 2 == 0 ? karim : await portal.AsSophie(), reference));
        }

        await desks[0].Officer.OpenDesk();
        foreach (var (officer, reference) in desks)
        {
            await officer.Open($"/agent/caisse?reference={reference}");
        }

        await Task.WhenAll(desks.Select(desk => desk.Officer.Submit("Enregistrer", ("moyen", "especes"), ("montant", "6"))));
        Assert.Equal([1, 2, 3, 4], (await portal.InDb(portal.Braine, db => db.Set<CashLine>().Select(line => line.Number).ToListAsync())).Order());
        Assert.Equal((2400, 0), await portal.Money());
    }

    [Fact]
    public async Task The_head_of_a_team_says_who_takes_money()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        async Task<Browser> Anneke() => portal.VisitAs(await portal.Officer(portal.Braine, "anneke.desmet"), portal.Braine);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Anneke()).Open("/agent/caisse")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await (await Anneke()).Open("/agent/equipe")).Status);
        var id = await portal.InDb(portal.Braine, db => db.Set<Officer>().Where(officer => officer.FamilyName == "De Smet").Select(officer => officer.Id).SingleAsync());
        var other = await portal.InDb(portal.Braine, db => db.Set<Officer>().Where(officer => officer.FamilyName == "Haddad").Select(officer => officer.Id).SingleAsync());
        var sophie = await portal.AsSophie();
        await sophie.Open("/agent/equipe");
        await sophie.Submit("Enregistrer", ("caisse", other.Value.ToString()));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        await sophie.Open("/agent/equipe");
        await sophie.Submit("Enregistrer", ("caisse", id.Value.ToString()));
        Assert.True(sophie.Shows("C'est enregistré"), sophie.Text);
        Assert.True((await (await Anneke()).Open("/agent/caisse")).Shows("Caisse :"));
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine).Open("/agent/caisse")).Status);
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3)]
    public async Task Any_sequence_of_takings_refunds_and_corrections_closes_to_the_cent(int seed)
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (dice, claire) = (new Random(seed), await portal.Claire());
        var references = new List<string>();
        Browser karim = null!;
        for (var number = 0; number < 3; number++)
        {
            (_, karim, var reference) = await portal.Asked(claire);
            references.Add(reference);
        }

        var (atFirst, slip) = (0, 0);
        await Open();
        for (var act = 0; act < 40; act++)
        {
            var reference = references[dice.Next(3)];
            await karim.Open($"/agent/caisse?reference={reference}");
            switch (dice.Next(8))
            {
                case 0 when act > 0:
                    await Close();
                    await Open();
                    break;
                case 1 when karim.Page.QuerySelector("a[href*='/agent/caisse/corriger/']") is { } wrong:
                    await karim.Open(wrong.GetAttribute("href")!);
                    await karim.Submit("Corriger", ("raison", "erreur"));
                    break;
                case 2 when act % 5 == 0 && karim.Page.QuerySelector("form[action$='/agent/caisse'][method=post]") is not null:
                    await karim.Submit("Enregistrer", ("moyen", "exemption"), ("preuve", "motif"));
                    break;
                case 3 or 4 when karim.Page.QuerySelector("form[action$='/agent/caisse/rendre']") is not null:
                    await karim.Submit("Rendre et enregistrer", ("moyen", dice.Next(2) == 0 ? "especes" : "carte"), ("montant", Euros(dice.Next(1, 400))), ("raison", "trop"));
                    break;
                default:
                    await (karim.Page.QuerySelector("form[action$='/agent/caisse'][method=post]") is null ? Task.CompletedTask
                        : karim.Submit("Enregistrer", ("moyen", dice.Next(2) == 0 ? "especes" : "carte"), ("montant", Euros(dice.Next(1, 650))), ("preuve", $"{++slip}")));
                    break;
            }

            Assert.True((int)karim.Status < 500, karim.Text);
        }

        await Close();
        var (days, lines, facts, orders) = await portal.InDb(portal.Braine, async db => (
            await db.Set<CashDay>().AsNoTracking().ToListAsync(), await db.Set<CashLine>().AsNoTracking().ToListAsync(), await db.Set<PaymentFact>().AsNoTracking().Where(fact => fact.Cents > 0).ToListAsync(), await db.Set<PaymentOrder>().AsNoTracking().ToListAsync()));
        var sum = lines.Sum(line => line.Cents);
        Assert.True(lines.Count > 10 && days.Count > 1, $"{lines.Count} lines, {days.Count} days");
        Assert.All(days, day => Assert.Equal((day.FloatCents + day.CashCents, day.CardCents, ""), (day.CountedCents, day.TerminalCents, day.Why)));
        Assert.Equal(sum, days.Sum(day => day.CashCents + day.CardCents));
        Assert.Equal(sum, facts.Sum(fact => fact.Kind == FactKind.Paid ? fact.Cents : -fact.Cents));
        Assert.Equal(sum, orders.Sum(order => order.BalanceCents));
        Assert.Equal(Enumerable.Range(1, lines.Count), lines.Select(line => line.Number).Order());
        Assert.All(lines, line => Assert.NotEqual(default, line.OfficerId));

        // What the finance director takes along says the same.
        var csv = await (await portal.Treasurer()).Http.GetStringAsync("/agent/paiements/export.csv?du=2026-11-01&au=2026-11-30", TestContext.Current.CancellationToken);
        var rows = csv.TrimStart('\uFEFF').Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).Select(row => row.TrimEnd('\r').Split(';')).ToList();
        Assert.Equal(sum, Cents(rows[^1][^1]));
        Assert.Equal(lines.Where(line => line.Way == CashWay.Cash).Sum(line => line.Cents), Cents(rows[^1][4]));
        Assert.Equal(lines.Where(line => line.Way == CashWay.Card).Sum(line => line.Cents), Cents(rows[^1][5]));
        Assert.Equal(sum, rows[..^1].Sum(row => row[2..6].Sum(Cents)));

        async Task Open()
        {
            atFirst = dice.Next(20_000, 40_000);
            await karim.OpenDesk(Euros(atFirst));
        }

        // Counted as somebody would who adds up the slips.
        async Task Close()
        {
            var today = await portal.InDb(portal.Braine, db => db.Set<CashLine>().AsNoTracking().Where(line => db.Set<CashDay>().Any(day => day.Id == line.DayId && day.ClosedAt == null)).ToListAsync());
            await karim.Open("/agent/caisse/cloture");
            await karim.Submit("Clôturer", ("compte", Euros(atFirst + today.Where(line => line.Way == CashWay.Cash).Sum(line => line.Cents))), ("terminal", Euros(today.Where(line => line.Way == CashWay.Card).Sum(line => line.Cents))), ("motif", ""));
            Assert.True(karim.Url.Contains("/agent/caisse/journees/", StringComparison.Ordinal), karim.Text);
        }
    }

    [Fact]
    public async Task What_is_taken_along_neutralises_formulas_and_keeps_amounts_below_zero_as_numbers()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (_, karim, reference) = await portal.Asked(await portal.Claire());
        await karim.OpenDesk();
        await karim.Open($"/agent/caisse?reference={reference}");
        await karim.Submit("Enregistrer", ("moyen", "especes"), ("montant", "6"));
        portal.Clock.Advance(TimeSpan.FromDays(1));
        await karim.Open($"/agent/caisse?reference={reference}");
        await karim.Open(karim.Page.QuerySelector("a[href*='/agent/caisse/corriger/']")!.GetAttribute("href")!);
        await karim.Submit("Corriger", ("raison", "erreur"));
        await portal.InDb(portal.Braine, db => db.Set<Perron.Communes.ServiceUnit>().Where(unit => unit.Slug == "population").ExecuteUpdateAsync(row => row.SetProperty(unit => unit.Name, LocalText.Of("fr", "=1+1"))));
        var pierre = await portal.Treasurer();
        var csv = await pierre.Http.GetStringAsync("/agent/paiements/export.csv?du=2026-11-25&au=2026-11-25", TestContext.Current.CancellationToken);
        Assert.True(csv.Contains("'=1+1;Certificat de résidence;0,00;0,00;-6,00;0,00;-6,00", StringComparison.Ordinal), csv);
        using var book = SpreadsheetDocument.Open(new MemoryStream(await pierre.Http.GetByteArrayAsync("/agent/paiements/export.xlsx?du=2026-11-24&au=2026-11-24", TestContext.Current.CancellationToken)), isEditable: false);
        var row = book.WorkbookPart!.WorksheetParts.Single().Worksheet!.Descendants<Row>().ElementAt(1).Elements<Cell>().ToList();
        Assert.Equal(("=1+1", CellValues.InlineString), (row[0].InnerText, row[0].DataType!.Value));
        Assert.Equal(("6", CellValues.Number), (row[4].InnerText, row[4].DataType!.Value));
        Assert.EndsWith("/agent/paiements#export", (await pierre.Open("/agent/paiements/export.csv?du=2026-11-25&au=2026-11-24")).Location, StringComparison.Ordinal);
    }

    private static string Euros(int cents) => (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture).Replace('.', ',');

    private static int Cents(string euros) => (int)(decimal.Parse(euros.Replace(',', '.'), CultureInfo.InvariantCulture) * 100);
}
