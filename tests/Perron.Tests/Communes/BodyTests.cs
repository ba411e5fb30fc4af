using System.Net;
using System.Text.RegularExpressions;
using Perron.Communes;
using Perron.Platform.Catalogue;
using Perron.Platform.Security;
using Perron.Tests.Cases;
using Perron.Tests.CommandLine;
using Perron.Tests.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Communes;

/// <summary>A portal of another local body, here an intercommunale: it never passes for a commune, and what is asked of it stays with it.</summary>
public sealed partial class BodyTests
{
    private const string Form = "/demarches/signaler-un-probleme/demande";

    [Theory]
    [InlineData("fr", "Intercommunale Sylvane, avec Perron."), InlineData("nl", "Intercommunale Sylvane, met Perron."), InlineData("de", "Interkommunale Sylvane, mit Perron."), InlineData("en", "Intermunicipal company Sylvane, with Perron.")]
    public async Task No_page_of_it_calls_it_a_commune(string language, string foot)
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var stranger = portal.Visit(portal.Sylvane);
        var wrong = new List<string>();
        foreach (var path in (string[])["/", "/demarches", "/demarches/signaler-un-probleme", "/demarches/candidature-spontanee", "/services", "/services/proprete", "/services/accueil", "/contact", "/a-z", "/suivi", "/verifier",
            "/verifier/2345-6789-ABCD", "/recherche?q=d%C3%A9chets", "/connexion", "/agent/connexion", "/accessibilite", "/vie-privee", "/vie-privee/registre", "/plan-du-site", "/nowhere"])
        {
            var page = await stranger.Open(language == "fr" ? path : $"/{language}{path}");
            if (Commune().Match(page.Page.DocumentElement.TextContent) is { Success: true } said)
            {
                wrong.Add($"{path}: {said.Value}");
            }
        }

        Assert.Empty(wrong);
        Assert.True((await stranger.Open(language == "fr" ? "/" : $"/{language}/")).Shows(foot), stranger.Page.QuerySelector("footer")!.TextContent);
    }

    [Fact]
    public async Task A_request_is_asked_handled_and_followed_there_and_nowhere_else()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var citizen = portal.VisitAs(await portal.Citizen(portal.Sylvane, "", "", null, IdentityLevel.Weak, "lieve@example.org"), portal.Sylvane);
        await citizen.Open(Form);
        await citizen.Submit("Continuer", ("quoi", "depot"));
        await citizen.Submit("Continuer", ("description", "Des sacs au bord du bois"), ("danger", "non"));
        await citizen.Submit("Continuer", ("ou", "Chemin du Bois 3"));
        await citizen.Submit("Continuer", ("votre-prenom", "Lieve"), ("votre-nom", "Peeters"), ("votre-naissance-jour", "18"), ("votre-naissance-mois", "4"), ("votre-naissance-annee", "1991"), ("courriel", "lieve@example.org"));
        var reference = await citizen.Send();
        Assert.StartsWith("SYL-", reference, StringComparison.Ordinal);
        Says(citizen);
        var secret = new Uri((await portal.Mails(portal.Sylvane)).First(mail => mail.Given.ContainsKey("link")).Given["link"]).PathAndQuery;
        Says(await portal.Visit(portal.Sylvane).Open(secret));

        var nadine = portal.VisitAs(await portal.Officer(portal.Sylvane, "nadine.collard"), portal.Sylvane);
        Assert.True((await nadine.Open("/agent/boite?vue=equipe")).Shows(reference) || (await nadine.Open("/agent/boite")).Shows(reference), nadine.Text);
        Says(nadine);
        Assert.False((await nadine.Open($"/agent/dossiers/{reference}")).Shows("Registre de la population"), nadine.Text);
        Assert.Equal(HttpStatusCode.NotFound, (await nadine.Post($"/agent/dossiers/{reference}/registre", [.. nadine.FieldsOf("Relire avant d'envoyer").Where(field => field.Name is "key" or "__RequestVerificationToken")])).Status);
        await nadine.WriteToCitizen(reference, "Nous passons demain.");
        Assert.True((await citizen.Open($"/suivi/{reference}")).Shows("Nous passons demain."), citizen.Text);
        Says(citizen);

        foreach (var (commune, officer) in ((Commune, string)[])[(portal.Braine, "sophie.lambert"), (portal.Boussu, "marc.delcourt")])
        {
            var elsewhere = portal.VisitAs(await portal.Officer(commune, officer), commune);
            Assert.Equal(HttpStatusCode.NotFound, (await elsewhere.Open($"/agent/dossiers/{reference}")).Status);
            Assert.False((await elsewhere.Open("/agent/boite?vue=equipe")).Shows(reference));
            var stranger = await portal.Visit(commune).Open(secret);
            Assert.False(stranger.Shows("Signaler un problème") || stranger.Shows("Nous passons demain."), stranger.Text);
        }

        var own = await portal.VisitAs(await portal.Claire(), portal.Braine).AskForOwn();
        Assert.Equal(HttpStatusCode.NotFound, (await nadine.Open($"/agent/dossiers/{own}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await citizen.Open("/demarches/composition-de-menage")).Status);
    }

    [Fact]
    public async Task The_signs_to_all_portals_say_what_it_is()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        using var house = portal.CreateClient(new() { BaseAddress = new("https://localhost"), AllowAutoRedirect = false });
        var page = await house.GetStringAsync("/", TestContext.Current.CancellationToken);
        Assert.Matches("Sylvane</a> \\((intercommunale|Interkommunale|intermunicipal company)\\)", page);
        Assert.DoesNotMatch("Boussu</a> \\(", page);
    }

    [Fact]
    public async Task It_answers_for_its_portal_itself_and_its_administrator_closes_its_offices()
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        var register = await portal.Visit(portal.Sylvane).Open("/vie-privee/registre");
        Assert.True(register.Shows("Intercommunale Sylvane, pour ses propres demandes et pour le guichet en ligne lui-même"), register.Text);
        Assert.Equal(HttpStatusCode.OK, (await portal.VisitAs(await portal.Officer(portal.Sylvane, "ines.haddad"), portal.Sylvane).Open("/agent/reglages/fermetures")).Status);
    }

    [Theory]
    [InlineData("procedures.yaml", "slug: candidature-spontanee", "slug: composition-de-menage", "the procedure 'composition-de-menage' asks the population register, which only a commune keeps", 4)]
    [InlineData("commune.yaml", "kind: body", "kind: commune", "no organisation answers for the portal itself. Give one of 'organisations' kind: body.", 10)]
    public async Task What_only_a_commune_may_do_is_refused_with_its_line(string file, string right, string wrong, string says, long line)
    {
        await using var portal = await Portal.Open(("Perron:Rounds", "false"));
        using var catalogue = new CopiedCatalogue();
        catalogue.Change($"communes/sylvane/{file}", right, wrong);
        var fault = Assert.Throws<CatalogueFault>(() => Typed.Perron(portal.Database, ["commune", "add", "sylvane"], ("Perron:Catalogue", catalogue.Folder)));
        Assert.True(fault.Message.Contains(says, StringComparison.Ordinal), fault.Message);
        Assert.Equal(line, fault.Line);
    }

    [Theory]
    [InlineData("Boussu", CommuneKind.Commune, "fr", "Commune de Boussu"), InlineData("Anhée", CommuneKind.Commune, "fr", "Commune d’Anhée"), InlineData("Boussu", CommuneKind.Commune, "nl", "Gemeente Boussu")]
    [InlineData("CPAS de Boussu", CommuneKind.Cpas, "fr", "CPAS de Boussu"), InlineData("Haute-Lesse", CommuneKind.PoliceZone, "fr", "Zone de police Haute-Lesse"), InlineData("Namur", CommuneKind.Province, "de", "Provinz Namur")]
    public void A_body_is_called_by_what_it_is(string name, CommuneKind kind, string language, string titled) =>
        Assert.Equal(titled, new Commune { Id = Perron.Platform.Storage.CommuneId.New(), Slug = "x", Host = "x", Letters = "XXX", Theme = "", Name = name, Kind = kind }.Titled(language));

    private static void Says(Browser page) => Assert.True(page.Status == HttpStatusCode.OK && !Commune().IsMatch(page.Page.DocumentElement.TextContent), $"{page.Url} {page.Status}: {Commune().Match(page.Page.DocumentElement.TextContent).Value}");

    // Its member communes may be named as what they are: "des communes associées", "eight municipalities".
    [GeneratedRegex(@".{0,40}(\bla commune\b|\bcommunal(e|es)?\b|\bcommunaux\b|\bCommune d|\bde gemeente\b|\bGemeente \w|gemeentelijk|\b(die|der|einer?) Gemeinde\b|gemeindlich|\bGemeinde \w|\b(the|a|your) municipality\b|\bMunicipality of|\bmunicipal\b|[Mm]ayor|[Bb]ourgmestre|Collège).{0,40}")]
    private static partial Regex Commune();
}
