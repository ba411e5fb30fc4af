using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.People;
using Perron.Platform.Security;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
using Perron.Timeline;
using Perron.Workflow;
namespace Perron.Tests.Cases.Desk;

/// <summary>The same is asked of several citizens, answered to them, or printed; a case is given to colleagues of its service only.</summary>
public sealed class ManyTests
{
    [Fact]
    public async Task A_piece_is_asked_of_each_whose_step_allows_it_and_the_others_are_told_one_by_one()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (first, second, done, dutch) = (await claire.AskForOwn(), await claire.AskForOwn(), await claire.AskForOwn(), await claire.AskForOwn());
        var elsewhere = await ScenarioTests.FillIn(portal, claire, ScenarioFile.Read("permis-de-vegetaliser"), new(2026, 11, 24));
        await portal.InDb(portal.Braine, db => db.Set<Case>().Where(one => one.Reference == dutch).ExecuteUpdateAsync(one => one.SetProperty(read => read.Language, "nl")));
        var sophie = await portal.AsSophie();
        await sophie.ConfirmRegister(done); // there nothing can be asked any more
        var mails = (await portal.Mails(portal.Braine)).Count;
        await Many(sophie, "demander", [first], ("piece", ""));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        Assert.Contains("Écrivez quelle pièce vous demandez.", sophie.Error("piece")!, StringComparison.Ordinal);
        await Many(sophie, "demander", [first], ("piece", "Bail"), ("avant-jour", "1"), ("avant-mois", "1"), ("avant-annee", "2026"));
        Assert.NotNull(sophie.Error("avant"));
        Assert.Equal("Bail", sophie.Page.QuerySelector("input[name=piece]")!.GetAttribute("value"));
        Assert.Contains(first, sophie.Page.QuerySelectorAll("input[name=dossier][checked]").Select(box => box.GetAttribute("value")));

        await Many(sophie, "demander", [first, second, done, dutch, elsewhere, "BA-2000-000000"], ("piece", "Bail signé"), ("avant-jour", "11"), ("avant-mois", "12"), ("avant-annee", "2026"));
        Assert.True(sophie.Shows("Fait pour 2 dossiers.") && sophie.Shows($"{done} : cela ne se fait pas à cette étape") && sophie.Shows($"{dutch} : le citoyen lit une autre langue")
            && sophie.Shows($"{elsewhere} : un autre service le traite") && sophie.Shows("BA-2000-000000 : ce dossier n'est pas à vous"), sophie.Text);
        foreach (var reference in (string[])[first, second])
        {
            await claire.Open($"/suivi/{reference}");
            Assert.True(claire.Shows("Bail signé") && claire.Shows("11 décembre 2026"), claire.Text);
            Assert.Equal(PublicStatus.WaitingCitizen, (await portal.Case(portal.Braine, reference)).Status);
        }

        Assert.Equal(mails + 2, (await portal.Mails(portal.Braine)).Count);
        Assert.Equal((PublicStatus.Submitted, PublicStatus.Submitted), ((await portal.Case(portal.Braine, dutch)).Status, (await portal.Case(portal.Braine, elsewhere)).Status));
    }

    [Fact]
    public async Task A_reply_goes_to_each_in_the_language_of_the_citizen()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (first, dutch) = (await claire.AskForOwn(), await claire.AskForOwn());
        await portal.InDb(portal.Braine, db => db.Set<Case>().Where(one => one.Reference == dutch).ExecuteUpdateAsync(one => one.SetProperty(read => read.Language, "nl")));
        var sophie = await portal.AsSophie();
        await Many(sophie, "repondre", [first], ("modele", "rien"));
        Assert.NotNull(sophie.Error("modele"));
        Assert.Null(sophie.Page.QuerySelector("select[name=modele] option[value=piece-illisible]")); // there is something to fill in
        await Many(sophie, "repondre", [first, dutch], ("modele", "demande-complete"));
        Assert.True(sophie.Shows("Fait pour 2 dossiers."), sophie.Text);
        var written = await portal.InDb(portal.Braine, db => db.Set<CaseMessage>().Where(message => message.Kind == MessageKind.FromOfficer)
            .Join(db.Set<Case>(), message => message.CaseId, one => one.Id, (message, one) => new { one.Reference, message.Text }).ToDictionaryAsync(row => row.Reference, row => row.Text));
        Assert.True(written[first] != written[dutch] && written.Values.All(text => !text.Contains('{', StringComparison.Ordinal) && !text.Contains('[', StringComparison.Ordinal)), string.Join("\n", written.Values));
    }

    [Fact]
    public async Task What_is_printed_has_a_sheet_a_case_and_each_look_is_written_down()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var claire = portal.VisitAs(await portal.Claire(), portal.Braine);
        var (first, second) = (await claire.AskForOwn(), await claire.AskForOwn());
        var sophie = await portal.AsSophie();
        await Many(sophie, "imprimer", [first, second, "BA-2000-000000"]);
        Assert.Equal(2, sophie.Page.QuerySelectorAll("article.sheet").Length);
        Assert.True(sophie.Shows(first) && sophie.Shows(second) && sophie.Shows("Claire Dubois") && sophie.Shows("claire@example.org") && sophie.Shows("Demande envoyée"), sophie.Text);
        Assert.Equal(2, await portal.InDb(portal.Braine, async db => (await db.Set<TimelineEvent>().Where(happened => happened.Kind == nameof(Looked)).ToListAsync()).Count(happened => happened.Fact<Looked>().At == "print")));
        var julie = portal.VisitAs(await portal.Officer(portal.Braine, "julie.moreau"), portal.Braine); // of another organisation
        Assert.Equal(HttpStatusCode.NotFound, (await julie.Open($"/agent/boite/imprimer?dossier={first}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await claire.Open($"/agent/boite/imprimer?dossier={first}")).Status);
    }

    [Fact]
    public async Task A_case_is_given_to_colleagues_of_its_service_and_to_who_replaces_one_and_to_nobody_else()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var reference = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        var (nora, karim) = (await portal.Officer(portal.Braine, "nora.haddad"), await portal.Officer(portal.Braine, "karim.benali"));
        var (noras, karims) = (nora.Officer!.Value.Value.ToString(), karim.Officer!.Value.Value.ToString());
        var before = (await portal.Case(portal.Braine, reference)).AssignedTo;
        var sophie = await portal.AsSophie();
        await sophie.Open($"/agent/dossiers/{reference}");
        var offered = sophie.Page.QuerySelectorAll("select[name=agent] option").Select(option => option.GetAttribute("value")).ToList();
        Assert.True(offered.Contains(karims) && !offered.Contains(noras), string.Join(", ", offered));
        await sophie.SubmitTo("/attribuer", ("agent", noras));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, sophie.Status);
        Assert.Contains("Transférez le dossier", sophie.Error("agent")!, StringComparison.Ordinal);
        await Many(sophie, "attribuer", [reference], ("a", noras));
        Assert.True(sophie.Shows($"{reference} : cette personne n'est pas du service de ce dossier : transférez-le"), sophie.Text);
        Assert.Equal(before, (await portal.Case(portal.Braine, reference)).AssignedTo);

        await portal.InDb(portal.Braine, async db =>
        {
            db.Add(new Absence { CommuneId = portal.Braine.Id, OfficerId = karim.Officer!.Value, From = new(2026, 11, 24), Until = new(2026, 11, 27), ReplacedBy = nora.Officer });
            await db.SaveChangesAsync();
        });
        await sophie.Open($"/agent/dossiers/{reference}");
        await sophie.SubmitTo("/attribuer", ("agent", noras));
        Assert.Equal(nora.Officer, (await portal.Case(portal.Braine, reference)).AssignedTo);
    }

    private static async Task Many(Browser officer, string act, string[] references, params (string, string)[] typed)
    {
        await officer.Open("/agent/boite?vue=equipe");
        await officer.Post("/agent/boite/ensemble?vue=equipe", [.. officer.FieldsOf("Attribuer").Where(field => field.Name is "key" or "__RequestVerificationToken"), .. typed, .. references.Select(reference => ("dossier", reference)), ("faire", act)]);
    }
}
