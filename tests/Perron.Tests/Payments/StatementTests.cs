using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Money;
using Perron.Payments;
using Perron.Payments.Bank;
using Perron.Rules.Tests.Money;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Payments;

/// <summary>Transfers come in by the files of the bank: what is exact finds its case, everything else waits for an officer, and nothing counts twice.</summary>
public sealed class StatementTests
{
    private const string Ours = "BE32123456789002";
    private static readonly LocalDate Day = new(2026, 11, 24);

    private static CodaText File(string account = Ours) => new(account, Day, 100_000);

    private static byte[] Bytes(CodaText file, int number = 201) => Encoding.Latin1.GetBytes(file.Write(number));

    private static async Task<Browser> Send(Browser pierre, params (string Name, byte[] Bytes)[] files)
    {
        await pierre.Open("/agent/paiements");
        foreach (var (name, bytes) in files)
        {
            pierre.Attach("extraits", name, bytes);
        }

        return await pierre.Submit("Envoyer et lire");
    }

    [Fact]
    public async Task A_transfer_to_the_cent_finds_its_case_alone_and_the_same_statement_changes_nothing()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, karim, reference) = await portal.Asked(await portal.Claire());
        var file = Bytes(File().Move(600, (await portal.Communication(reference)).Digits, name: "DUBOIS CLAIRE").Move(-5000, text: "LOYER"));
        var pierre = await Send(await portal.Treasurer(), ("CODA-201.cod", file));
        Assert.True(pierre.Shows("Extraits lus : 1. Déjà lus auparavant : 0.") && pierre.Shows("1 virements ont trouvé leur demande sans vous") && pierre.Shows("Tout ce qui est arrivé a trouvé sa demande."), pierre.Text);
        Assert.Equal("making", await portal.StateOf(reference));
        await claire.Open($"/payer/{reference}");
        Assert.True(claire.Shows("C'est payé"), claire.Text);
        await karim.Open($"/agent/dossiers/{reference}");
        Assert.True(karim.Shows("De l'argent est arrivé"), karim.Text);

        await Send(pierre, ("encore.cod", file));
        Assert.True(pierre.Shows("Extraits lus : 0. Déjà lus auparavant : 1."), pierre.Text);
        Assert.Equal((600, 0), await portal.Money());
        Assert.Equal("BE32123456789002/2026-11-24/201/00010000", await portal.InDb(portal.Braine, db => db.Set<PaymentFact>().Where(fact => fact.Source == "virement").Select(fact => fact.ExternalId).SingleAsync()));
    }

    [Fact]
    public async Task Two_who_send_the_same_file_at_the_same_moment_read_it_once()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (_, _, reference) = await portal.Asked(await portal.Claire());
        var file = Bytes(File().Move(600, (await portal.Communication(reference)).Digits));
        await Task.WhenAll(Enumerable.Range(0, 3).Select(async _ => await Send(await portal.Treasurer(), ("a.cod", file))));
        Assert.Equal((600, 0), await portal.Money());
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<BankStatement>().CountAsync()));
        Assert.Equal(3, await portal.InDb(portal.Braine, db => db.Set<BankFile>().CountAsync()));
    }

    [Fact]
    public async Task A_fault_is_named_by_its_line_the_file_is_kept_and_the_others_are_read()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (_, _, reference) = await portal.Asked(await portal.Claire());
        var right = File().Move(600, (await portal.Communication(reference)).Digits).Write(201);
        var wrong = right.Replace("000000000006000", "000000000006010", StringComparison.Ordinal).Replace("201", "202", StringComparison.Ordinal);
        var pierre = await Send(await portal.Treasurer(), ("faux.cod", Encoding.Latin1.GetBytes(wrong)), ("bon.cod", Encoding.Latin1.GetBytes(right)), ("photo.txt", Encoding.UTF8.GetBytes("ceci n'est pas un extrait")));
        Assert.True(pierre.Shows("Extraits lus : 1.") && pierre.Shows("faux.cod") && pierre.Shows("Ligne 7 : l'ancien solde") && pierre.Shows("Ligne 1 : elle n'a pas 128 signes"), pierre.Text);
        Assert.Equal("making", await portal.StateOf(reference));
        await pierre.Submit("Relire");
        Assert.True(pierre.Shows("faux.cod") && pierre.Shows("photo.txt"), pierre.Text);
        while (pierre.Page.QuerySelector("button[value=retirer]") is not null)
        {
            await pierre.Submit("Retirer", ("faire", "retirer"));
        }

        Assert.False(pierre.Shows("faux.cod") || pierre.Shows("photo.txt"), pierre.Text);
        Assert.True(pierre.Shows("bon.cod"), pierre.Text);
    }

    [Fact]
    public async Task Nothing_chosen_another_account_and_a_statement_that_says_something_else_are_refused()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var pierre = await portal.Treasurer();
        await pierre.Open("/agent/paiements");
        await pierre.Submit("Envoyer et lire");
        Assert.True(pierre.Status == HttpStatusCode.UnprocessableEntity && pierre.Error("extraits")!.Contains("au moins un fichier", StringComparison.Ordinal), pierre.Text);
        await Send(pierre, ("autre.cod", Bytes(File("BE72000000001616").Move(300))));
        Assert.True(pierre.Shows("d'un autre compte que celui de la commune"), pierre.Text);
        await Send(pierre, ("un.cod", Bytes(File().Move(300))));
        await Send(pierre, ("deux.cod", Bytes(File().Move(400))));
        Assert.True(pierre.Shows("il disait autre chose"), pierre.Text);
        Assert.Equal(1, await portal.InDb(portal.Braine, db => db.Set<BankMovement>().CountAsync()));
    }

    [Fact]
    public async Task What_is_not_exact_waits_for_an_officer_who_gives_it_to_a_case_puts_it_aside_or_pays_it_back_once()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (claire, _, reference) = await portal.Asked(await portal.Claire());
        var digits = (await portal.Communication(reference)).Digits;
        var typo = digits[..^1] + (char)('0' + ((digits[^1] - '0' + 1) % 10));
        var pierre = await Send(await portal.Treasurer(), ("CODA-201.cod", Bytes(File().Move(400, digits).Move(900, digits).Move(600, text: $"+++{typo[..3]}/{typo[3..7]}/{typo[7..]}+++").Move(1500, text: "don pour la fête"))));
        Assert.True(pierre.Shows($"{reference} : il manque 2,00 €") && pierre.Shows($"{reference} : 3,00 € de trop") && pierre.Shows($"peut-être {reference}") && pierre.Shows("Aucune demande connue"), pierre.Text);
        Assert.Equal((0, 0), await portal.Money());
        var links = pierre.Page.QuerySelectorAll("a[href^='/agent/paiements/virements/']").Select(link => link.GetAttribute("href")!).ToList();

        // Too little: it is known to be for the case, the rest is awaited.
        await pierre.Open(links[0]);
        await pierre.Submit("Enregistrer");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, pierre.Status);
        await pierre.Submit("Enregistrer", ("acte", "dossier"), ("reference", "BLA-2222-22"));
        Assert.True(pierre.Status == HttpStatusCode.UnprocessableEntity && pierre.Error("reference") is not null, pierre.Text);
        await pierre.Submit("Enregistrer", ("acte", "dossier"), ("reference", reference));
        Assert.Equal("waiting-payment", await portal.StateOf(reference));
        await claire.Open($"/payer/{reference}");
        Assert.True(claire.Shows("Il vous reste 2,00\u202F€ à payer"), claire.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await pierre.Open(links[0])).Status); // once

        // Too much: the case goes on, and the surplus waits to be given back with the account of the payer.
        await pierre.Open(links[1]);
        await pierre.Submit("Enregistrer", ("acte", "dossier"));
        Assert.Equal("making", await portal.StateOf(reference));
        Assert.True(pierre.Shows("7,00 €"), pierre.Text);
        await pierre.Open(pierre.Page.QuerySelector("a[href^='/agent/paiements/rendre/']")!.GetAttribute("href")!);
        Assert.True(pierre.Shows("BE32 1234 5678 9002"), pierre.Text);
        await pierre.Submit("Noter comme rendu", ("montant", "8"), ("preuve", "V-17"));
        Assert.True(pierre.Error("montant")!.Contains("jusqu'à", StringComparison.Ordinal), pierre.Text);
        await pierre.Submit("Noter comme rendu", ("montant", "7"), ("preuve", "V-17"));
        Assert.Equal((1300, 700), await portal.Money());

        await pierre.Open(links[2]);
        await pierre.Submit("Enregistrer", ("acte", "rendu"));
        Assert.True(pierre.Error("motif")!.Contains("Écrivez le motif", StringComparison.Ordinal), pierre.Text);
        await pierre.Submit("Enregistrer", ("acte", "rendu"), ("motif", "V-18"));
        await pierre.Open(links[3]);
        await pierre.Submit("Enregistrer", ("acte", "cote"), ("motif", "Don pour la fête"));
        Assert.True(pierre.Shows("Tout ce qui est arrivé a trouvé sa demande."), pierre.Text);
        Assert.Equal((1300, 700), await portal.Money());
        Assert.Equal(
            [(MovementState.Given, true), (MovementState.Given, true), (MovementState.PaidBack, true), (MovementState.SetAside, true)],
            (await portal.InDb(portal.Braine, db => db.Set<BankMovement>().AsNoTracking().OrderBy(movement => movement.Name).ToListAsync())).Select(movement => (movement.State, movement.SaidBy is not null)));
    }

    [Fact]
    public async Task Money_for_a_case_of_another_organisation_is_that_one_s_and_nothing_of_it_is_shown()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var (_, _, reference) = await portal.Asked(await portal.Claire());
        var digits = (await portal.Communication(reference)).Digits;
        await portal.InDb(portal.Braine, async db =>
        {
            var cpas = await db.Set<Perron.Communes.Organisation>().Where(one => one.Slug == "cpas").Select(one => one.Id).SingleAsync();
            await db.Set<Perron.Cases.Case>().ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, cpas));
            await db.Set<PaymentOrder>().ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, cpas));
            await db.Set<Perron.Timeline.Stream>().ExecuteUpdateAsync(row => row.SetProperty(one => one.OrganisationId, cpas));
        });
        var pierre = await Send(await portal.Treasurer(), ("CODA-201.cod", Bytes(File().Move(700, digits).Move(100, digits[..^1] + "x"))));
        Assert.Equal((700, 0), await portal.Money());
        Assert.False(pierre.Body.Contains(reference, StringComparison.Ordinal), pierre.Text);
        await pierre.Open(pierre.Page.QuerySelector("a[href^='/agent/paiements/virements/']")!.GetAttribute("href")!);
        await pierre.Submit("Enregistrer", ("acte", "dossier"), ("reference", reference));
        Assert.True(pierre.Status == HttpStatusCode.UnprocessableEntity, pierre.Text);
        var julie = await portal.Officer(portal.Braine, "julie.moreau");
        var cpasOfficer = portal.VisitAs(julie with { Rights = new HashSet<string> { "finance" } }, portal.Braine);
        await cpasOfficer.Open("/agent/paiements");
        Assert.True(cpasOfficer.Shows(reference) && cpasOfficer.Page.QuerySelector("input[type=file]") is null, cpasOfficer.Text); // what is too much of its own
    }

    [Fact]
    public async Task Statements_are_for_officers_of_finance()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(await portal.Officer(portal.Braine, "karim.benali"), portal.Braine).Open("/agent/paiements")).Status);
    }
}
