using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Perron.Platform;
using Perron.Procedures;
using Perron.Tests.Cases;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>Officers read every rule of a procedure as a French sentence, with where it is written.</summary>
public sealed class RulesPageTests
{
    [Theory]
    [InlineData("prime-velo", "La réponse n'est prise que si le nombre de mois de « Date de la facture » à « jour de la demande » est plus petit que 6. Sinon : « La demande doit être faite dans les six mois de l'achat : cette facture est trop ancienne. »", "months(date-achat, today) < 6")]
    [InlineData("prime-velo", "La réponse est calculée :", "min(round(prix * 0.2, 2), if(achat == 'velo', 200, 100))")]
    [InlineData("mariage", "Cette page n'est posée que si « Pour qui » est « Pour une personne qui m'a donné procuration ».", "Partie : Qui fait la déclaration")]
    [InlineData("mariage", "« Fixer un rendez-vous » : par un agent, si « la procuration est acceptée, ou inutile » : oui.", "catalogue/archetypes/two-person.yaml")]
    [InlineData("mariage", "Au plus tôt :", "today + 14")]
    [InlineData("composition-de-menage", "Cette question n'est posée que si « identité du demandeur » est « faible (code par e-mail) ».", "catalogue/blocks/contact.yaml")]
    [InlineData("composition-de-menage", "Le prix est de 3,00 €.", "réglage local")]
    [InlineData("composition-de-menage", "Le dossier va au service « Population »", "catalogue/archetypes/certificate.yaml")]
    [InlineData("candidature-spontanee", "L'adresse doit répondre par un code", "version 5, en vigueur.")]
    [InlineData("acte-de-naissance", "Un nombre entier.", "catalogue/procedures/acte-de-naissance.yaml")]
    public async Task A_rule_is_a_sentence_with_the_place_where_it_is_written(string slug, string sentence, string place)
    {
        await using var portal = await Portal.Open();
        var sophie = await (await portal.AsSophie()).Open($"/agent/demarches/{slug}");
        Assert.True(sophie.Shows(sentence), sophie.Text);
        Assert.True(sophie.Body.Contains(place, StringComparison.OrdinalIgnoreCase) || sophie.Shows(place), sophie.Text);
    }

    [Fact]
    public async Task The_place_is_the_file_and_the_line_where_the_rule_stands()
    {
        await using var portal = await Portal.Open();
        var sophie = await (await portal.AsSophie()).Open("/agent/demarches/prime-velo");
        var file = Path.Combine(portal.Services.GetRequiredService<IOptions<PerronOptions>>().Value.Catalogue, "procedures", "prime-velo.yaml");
        var line = File.ReadAllLines(file).Index().Single(line => line.Item.Contains("months(date-achat, today) < 6", StringComparison.Ordinal)).Index + 1;
        Assert.Contains(sophie.Page.QuerySelectorAll(".rules code"), code => code.TextContent == "months(date-achat, today) < 6" && code.ParentElement!.TextContent.Contains($"prime-velo.yaml, ligne {line}", StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_rule_of_the_catalogue_is_left_out_and_each_names_its_line()
    {
        await using var portal = await Portal.Open();
        var sophie = await portal.AsSophie();
        foreach (var procedure in portal.Services.GetRequiredService<ProcedureCatalogue>().All)
        {
            await sophie.Open($"/agent/demarches/{procedure.Slug}");
            var shown = sophie.Page.QuerySelectorAll(".rules code").Select(code => code.TextContent).ToHashSet();
            var rules = procedure.Form.Steps.Select(step => step.When).Concat(procedure.Form.AllFields.SelectMany(field => field.Checks.Select(check => check.Holds).Concat([field.When, field.Required, field.Value, field.Least, field.Most])))
                .Concat(procedure.Workflow.Actions.Select(action => action.When)).OfType<Perron.Expressions.Formula>().ToList();
            Assert.All(rules, rule => Assert.True(shown.Contains(rule.Text) && rule.Source is { Line: > 0 }, $"{procedure.Slug}: {rule.Text}"));
        }
    }

    [Fact]
    public async Task It_is_reached_from_the_forms_and_is_nothing_for_citizens()
    {
        await using var portal = await Portal.Open();
        var sophie = await (await portal.AsSophie()).Open("/agent/demander");
        Assert.NotNull(sophie.Page.QuerySelector("main a[href='/agent/demarches']"));
        await sophie.Open("/agent/demarches");
        Assert.NotNull(sophie.Page.QuerySelector("a[href='/agent/demarches/prime-velo']"));
        Assert.Equal(HttpStatusCode.NotFound, (await sophie.Open("/agent/demarches/rien")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await portal.VisitAs(await portal.Claire(), portal.Braine).Open("/agent/demarches/mariage")).Status);
    }

    [Fact]
    public async Task How_cases_are_dealt_out_is_said_with_its_line_and_who_would_get_one_today()
    {
        await using var portal = await Portal.Open();
        var sophie = await (await portal.AsSophie()).Open("/agent/demarches");
        Assert.True(sophie.Shows("situés dans la section Lillois ou la section Ophain vont au service « Travaux », à Benoît Sacré.") && sophie.Shows("catalogue/communes/braine-lalleud/routing.yaml, ligne 4"), sophie.Text);
        Assert.True(sophie.Shows("« espaces-verts » : les dossiers de « Signaler un problème dans la rue »") && sophie.Shows("vont au service « Cadre de vie et environnement »."), sophie.Text);
        await sophie.Open("/agent/demarches/signaler-un-probleme");
        Assert.True(sophie.Shows("« lillois-ophain »") && sophie.Shows("quoi == 'arbre'"), sophie.Text);
        await sophie.Open("/agent/demarches/composition-de-menage");
        Assert.False(sophie.Shows("« lillois-ophain »"));
        Assert.True(sophie.Shows("Aujourd'hui, le suivant irait à") && sophie.Shows("Compétents et présents :") && !sophie.Shows("Compétents et absents"), sophie.Text);
        var karim = await portal.Officer(portal.Braine, "karim.benali");
        await portal.InDb(portal.Braine, async db =>
        {
            db.Add(new Perron.People.Absence { CommuneId = portal.Braine.Id, OfficerId = karim.Officer!.Value, From = new(2026, 11, 24), Until = new(2026, 11, 27) });
            await db.SaveChangesAsync();
        });
        await sophie.Open("/agent/demarches/composition-de-menage");
        Assert.True(sophie.Shows("Compétents et absents : Karim Benali") && !sophie.Shows("irait à Karim Benali"), sophie.Text);
    }
}
