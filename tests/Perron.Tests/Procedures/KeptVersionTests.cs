using System.Net;
using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Procedures;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>What was once published is kept: a case goes on by the version it was filed with, whatever the publisher asks today.</summary>
public sealed class KeptVersionTests
{
    private const string File = "procedures/signaler-un-probleme.yaml", Form = "/demarches/signaler-un-probleme/demande";

    [Fact]
    public async Task A_case_keeps_the_words_it_was_filed_with_and_a_draft_goes_over_to_those_of_today()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var (reference, known) = await FiledAndBegun(portal);
        var version = NewVersion(catalogue);
        await using var after = await portal.AnotherNode();
        await ShowsTheOldWordsInTheCaseAndTheNewOnesInTheDraft(after, reference, known, version);
    }

    [Fact]
    public async Task A_version_that_the_publisher_would_refuse_today_stops_nothing_its_cases_open_and_its_drafts_move()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var (reference, known) = await FiledAndBegun(portal);

        // A question that hangs on its own page, a key that is not known any more, one that has come since, an ending that no door takes, a text that was never translated.
        await Rewrite(portal, source => source.Replace("name: danger, kind: yes-no, ", "name: danger, kind: yes-no, when: answered(description), couleur: rouge, ", StringComparison.Ordinal)
            .Replace("theme: espace-public", "", StringComparison.Ordinal).Replace("accept: [jpg, png]", "accept: [jpg, tiff]", StringComparison.Ordinal).Replace("nl: Iedereen., ", "", StringComparison.Ordinal));
        var version = NewVersion(catalogue);
        await using var after = await portal.AnotherNode();
        await ShowsTheOldWordsInTheCaseAndTheNewOnesInTheDraft(after, reference, known, version);
    }

    [Fact]
    public async Task A_version_that_cannot_be_read_at_all_does_not_keep_the_house_from_starting()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var (reference, _) = await FiledAndBegun(portal);
        await Rewrite(portal, _ => "form: [");
        NewVersion(catalogue);
        await using var after = await portal.AnotherNode();
        var officer = await after.VisitAs(await after.Officer(after.Braine, "benoit.sacre"), after.Braine).Open($"/agent/dossiers/{reference}");
        Assert.Equal(HttpStatusCode.OK, officer.Status); // by the words of today
        Assert.True(officer.Shows("Un trou devant le 12"), officer.Text);
    }

    private static async Task<(string Reference, Perron.Platform.Security.Visitor Known)> FiledAndBegun(Portal portal)
    {
        var lieve = await portal.VisitAs(await portal.Claire(), portal.Braine).Open(Form);
        await lieve.Submit("Continuer", ("quoi", "voirie"));
        await lieve.Submit("Continuer", ("description", "Un trou devant le 12"), ("danger", "non"));
        await lieve.Submit("Continuer", ("ou", "Grand-Place 3"));
        await lieve.Submit("Continuer", ("courriel", "claire@example.org"));
        var reference = await lieve.Send();
        var known = await portal.Citizen(portal.Braine, "Thomas", "Leroy", null, Perron.Platform.Security.IdentityLevel.Weak, "thomas@example.org");
        await (await portal.VisitAs(known, portal.Braine).Open(Form)).Submit("Continuer", ("quoi", "arbre"));
        return (reference, known);
    }

    private static int NewVersion(CopiedCatalogue catalogue)
    {
        catalogue.Change(File, "fr: \"Ce que vous voyez\"", "fr: \"Dites-nous tout\"");
        catalogue.Change(File, "name: danger, kind: yes-no", "name: depuis, kind: text");
        catalogue.Change(File, "description, danger, ou", "description, depuis, ou");
        catalogue.Change(File, "Est-ce dangereux pour quelqu'un maintenant", "Depuis quand est-ce ainsi");
        return catalogue.Raise(File);
    }

    private static async Task ShowsTheOldWordsInTheCaseAndTheNewOnesInTheDraft(Portal after, string reference, Perron.Platform.Security.Visitor known, int version)
    {
        Assert.Equal(version - 1, (await after.Case(after.Braine, reference)).Version);
        var officer = await after.VisitAs(await after.Officer(after.Braine, "benoit.sacre"), after.Braine).Open($"/agent/dossiers/{reference}");
        Assert.True(officer.Shows("Ce que vous voyez") && officer.Shows("Un trou devant le 12") && officer.Shows("Est-ce dangereux pour quelqu'un maintenant ?") && !officer.Shows("Dites-nous tout"), $"{officer.Status} {officer.Text}");
        var thomas = await after.VisitAs(known, after.Braine).Open(Form);
        Assert.EndsWith("/detail", thomas.Url, StringComparison.Ordinal);
        Assert.True(thomas.Shows("Dites-nous tout") && thomas.Page.QuerySelector("main .callout")!.TextContent.Contains("Depuis quand est-ce ainsi", StringComparison.Ordinal), thomas.Text);
        await thomas.Open($"{Form}/quoi");
        Assert.Contains(("quoi", "arbre"), thomas.FieldsOf("Continuer"));
        await thomas.Submit("Continuer");
        Assert.Equal(version, await after.InDb(after.Braine, db => db.Set<Draft>().Select(draft => draft.Version).SingleAsync()));
    }

    private static Task Rewrite(Portal portal, Func<string, string> change) => portal.InDb(portal.Braine, async db =>
    {
        var kept = await db.Set<ProcedureVersion>().SingleAsync(version => version.Slug == "signaler-un-probleme");
        var source = ProcedureSource.FromJson(kept.Source);
        var changed = change(source.Procedure.Text);
        Assert.NotEqual(source.Procedure.Text, changed);
        kept.Source = (source with { Procedure = source.Procedure with { Text = changed } }).ToJson();
        await db.SaveChangesAsync();
    });
}
