using Microsoft.EntityFrameworkCore;
using Perron.Cases;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Cases.Asking;

/// <summary>A draft goes over to a new version of its form: no answer is lost, and its author reads what changed.</summary>
public sealed class MovedDraftTests
{
    private const string File = "procedures/signaler-un-probleme.yaml", Form = "/demarches/signaler-un-probleme/demande";

    [Fact]
    public async Task Its_author_reads_what_is_new_what_is_gone_and_what_must_be_answered_again()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var known = await portal.Claire();
        var before = await portal.VisitAs(known, portal.Braine).Open(Form);
        await before.Submit("Continuer", ("quoi", "voirie"));
        await before.Submit("Continuer", ("description", "Un trou devant le 12"), ("danger", "non"));

        var version = catalogue.Raise(File);
        catalogue.Change(File, "value: voirie", "value: chaussee");
        catalogue.Change(File, "name: danger, kind: yes-no", "name: depuis, kind: text");
        catalogue.Change(File, "description, danger, ou", "description, depuis, ou");
        catalogue.Change(File, "Est-ce dangereux pour quelqu'un maintenant", "Depuis quand est-ce ainsi");
        catalogue.Change(File, "Is het nu gevaarlijk voor iemand?", "Sinds wanneer is het zo?");
        await using var after = await portal.AnotherNode();
        var claire = await after.VisitAs(known, after.Braine).Open(Form);
        Assert.EndsWith("/quoi", claire.Url, StringComparison.Ordinal);
        Assert.True(claire.Shows("Depuis quand est-ce ainsi ?") && claire.Shows("Est-ce dangereux pour quelqu'un maintenant ?") && claire.Shows("Problème"), claire.Text);
        Assert.Equal(1, claire.Page.QuerySelectorAll(".callout").Count(callout => callout.TextContent.Contains("Problème", StringComparison.Ordinal)));
        await claire.Open($"/nl{Form}/quoi");
        Assert.True(claire.Shows("Sinds wanneer is het zo?") && !claire.Shows("Depuis quand"), claire.Text);

        await claire.Open($"{Form}/quoi");
        await claire.Submit("Continuer", ("quoi", "chaussee"));
        Assert.Contains(("description", "Un trou devant le 12"), claire.FieldsOf("Continuer"));
        await claire.Submit("Continuer", ("depuis", "une semaine"));
        await claire.Submit("Continuer", ("ou", "Grand-Place 3"));
        await claire.Submit("Continuer", ("courriel", "claire@example.org"));
        Assert.EndsWith("/verifier", claire.Url, StringComparison.Ordinal);
        Assert.True(claire.Shows("une semaine") && claire.Shows("Est-ce dangereux pour quelqu'un maintenant ?"), claire.Text); // what is gone is said up to the sending
        Assert.Contains("_avant.danger", await after.InDb(after.Braine, db => db.Set<Draft>().Select(draft => draft.Answers).SingleAsync()), StringComparison.Ordinal);
        var one = await after.Case(after.Braine, await claire.Send());
        Assert.Equal(version, one.Version);
    }

    [Fact]
    public async Task A_version_that_changes_no_question_says_nothing()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var known = await portal.Claire();
        await (await portal.VisitAs(known, portal.Braine).Open(Form)).Submit("Continuer", ("quoi", "voirie"));
        catalogue.Raise(File);
        await using var after = await portal.AnotherNode();
        var claire = await after.VisitAs(known, after.Braine).Open(Form);
        Assert.EndsWith("/detail", claire.Url, StringComparison.Ordinal);
        Assert.Null(claire.Page.QuerySelector("main .callout"));
    }

    [Fact]
    public async Task A_draft_of_before_goes_on_by_the_list_when_the_form_gets_parts()
    {
        using var catalogue = new CopiedCatalogue();
        await using var portal = await Portal.Open(("Perron:Catalogue", catalogue.Folder));
        var known = await portal.Claire();
        await (await portal.VisitAs(known, portal.Braine).Open(Form)).Submit("Continuer", ("quoi", "voirie"));
        catalogue.Raise(File);
        catalogue.Change(File, "form:\n", "form:\n  - section: quoi\n    title: { fr: Quoi, nl: Wat, de: Was, en: What }\n");
        catalogue.Change(File, "  - slug: ou\n", "  - section: ou\n    title: { fr: Où, nl: Waar, de: Wo, en: Where }\n  - slug: ou\n");
        await using var after = await portal.AnotherNode();
        var claire = await after.VisitAs(known, after.Braine).Open(Form);
        Assert.EndsWith("/etapes", claire.Url, StringComparison.Ordinal);
        Assert.Equal(["En cours", "À commencer", "Pas encore possible"], claire.Page.QuerySelectorAll(".task-state").Select(state => state.TextContent.Trim()));
    }
}
