using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Tests.Support;
using Perron.Workflow;
namespace Perron.Tests.Procedures;

/// <summary>What every entry of the catalogue keeps: a complete page, the right source for its document, nothing that leads nowhere.</summary>
public sealed class CatalogueContractTests
{
    private static readonly ProcedureCatalogue Catalogue = ProcedureCatalogue.Load(Repository.Path("catalogue"));

    // Written a second time here, so that a mapping that slips in a file is seen: elsewhere a divorce was asked for as a marriage, and a death with no kind at all.
    private static readonly Dictionary<string, RegisterKind> AskedFor = new()
    {
        ["acte-de-naissance"] = RegisterKind.Birth,
        ["acte-de-mariage"] = RegisterKind.Marriage,
        ["acte-de-divorce"] = RegisterKind.Divorce,
        ["acte-de-deces"] = RegisterKind.Death,
        ["acte-d-adoption"] = RegisterKind.Adoption,
        ["acte-de-nationalite"] = RegisterKind.Nationality,
        ["acte-de-reconnaissance"] = RegisterKind.Recognition,
        ["acte-d-enfant-sans-vie"] = RegisterKind.Stillbirth,
        ["composition-de-menage"] = RegisterKind.Household,
        ["certificat-de-vie"] = RegisterKind.Life,
        ["certificat-de-residence"] = RegisterKind.MainResidence,
        ["certificat-de-residence-historique"] = RegisterKind.HistoricMainResidence,
        ["certificat-de-residence-mariage"] = RegisterKind.ResidencePurposeMarriage,
        ["certificat-de-nationalite"] = RegisterKind.BelgianNationality,
        ["certificat-de-cohabitation-legale"] = RegisterKind.LegalCohabitation,
        ["certificat-d-electeur"] = RegisterKind.VotersRegister,
        ["certificat-mode-de-sepulture"] = RegisterKind.BurialMethod,
        ["extrait-des-registres"] = RegisterKind.RegisterExtract,
        ["extrait-de-casier-judiciaire"] = RegisterKind.CriminalRecord,
    };

    [Fact]
    public void Each_document_is_asked_of_its_own_source_and_no_source_is_left_out()
    {
        Assert.Equal(AskedFor, Catalogue.All.Where(procedure => procedure.Register is not null).ToDictionary(procedure => procedure.Slug, procedure => procedure.Register!.Value));
        Assert.Empty(Enum.GetValues<RegisterKind>().Except(AskedFor.Values));
        Assert.Empty(Catalogue.All.Where(procedure => procedure.Workflow.Slug is "civil-act" or "certificate" && procedure.Register is null).Select(procedure => procedure.Slug));
    }

    [Fact]
    public void The_house_draws_up_by_itself_only_what_the_register_answers() => Assert.All(
        Catalogue.All.Where(procedure => procedure.Workflow.Actions.Any(action => action.Kind == ActKind.Produce)), procedure => Assert.Equal(RegisterKind.Household, procedure.Register));

    [Fact]
    public void Every_page_says_what_it_must_or_leaves_it_to_the_commune_to_confirm() => Assert.Empty(Catalogue.All.Where(procedure => !procedure.IsInternal).SelectMany(Missing));

    [Fact]
    public void What_is_handled_elsewhere_has_no_dead_form_and_what_has_a_form_is_handled_here() => Assert.All(
        Catalogue.All, procedure => Assert.True(procedure.Form.Steps.Count > 0 != (procedure.Workflow.Slug == "redirect"), procedure.Slug));

    [Fact]
    public void Every_theme_has_its_words_in_every_language() => Assert.All(Catalogue.All.Where(procedure => !procedure.IsInternal), procedure => Assert.All(Words.Languages, language =>
        Assert.True(Words.Of(typeof(ProcedureCatalogue)).All(language).ContainsKey($"theme-{procedure.Theme}") && Words.Of(typeof(ProcedureCatalogue)).All(language).ContainsKey($"moment-{procedure.Theme}"), $"{procedure.Slug}: {procedure.Theme} {language}")));

    private static IEnumerable<string> Missing(Procedure procedure)
    {
        (string Name, bool Said)[] facts =
        [
            ("promise", !procedure.Promise.IsEmpty), ("who", !procedure.Who.IsEmpty), ("synonyms", procedure.Synonyms.Count > 0), ("steps", procedure.Steps.Count > 0),
            ("legal", !procedure.Law.IsEmpty || Left(PageFact.Legal)),
            ("evidence", !procedure.HasForm || procedure.Prepare.Count > 0 || Left(PageFact.Evidence)),
        ];
        return facts.Where(fact => !fact.Said).Select(fact => $"{procedure.Slug}: {fact.Name}");

        bool Left(PageFact fact) => procedure.ToConfirm.Contains(fact);
    }
}
