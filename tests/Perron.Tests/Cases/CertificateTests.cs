using System.Text;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using PdfSharp.Pdf.IO;
using Perron.Belgium;
using Perron.Cases;
using Perron.Cases.Documents;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Procedures;
using Perron.Registers;
using Perron.Routing;
using Perron.Tests.Support;
using Perron.Texts;
using Perron.Timeline;
namespace Perron.Tests.Cases;

/// <summary>The certificate on paper.</summary>
public sealed class CertificateTests
{
    [Theory, InlineData(3, 1), InlineData(40, 2)]
    public async Task A_household_of_any_size_finds_its_pages(int members, int pages)
    {
        await using var portal = await Portal.Open();
        var document = Make(portal, portal.Braine, members);
        using var pdf = PdfReader.Open(new MemoryStream(document.Pdf), PdfDocumentOpenMode.Import);
        Assert.Equal(pages, pdf.PageCount);
    }

    [Fact]
    public async Task It_is_written_in_the_official_language_or_in_the_facility_language_that_was_asked_for_and_in_no_other()
    {
        await using var portal = await Portal.Open();
        var kalterbach = await portal.InDb(null, db => Task.FromResult(db.Set<Commune>().Single(commune => commune.Slug == "kalterbach")));
        Assert.Equal("fr", Make(portal, kalterbach, 2, citizenSpeaks: "fr").Content.Language); // a facility there
        var german = Make(portal, kalterbach, 2, citizenSpeaks: "nl");
        Assert.Equal("de", german.Content.Language);
        Assert.Contains("Haushaltsbescheinigung", Title(german), StringComparison.Ordinal);
        var french = Make(portal, portal.Braine, 2, citizenSpeaks: "nl");
        Assert.Equal("fr", french.Content.Language);
        Assert.Contains("Certificat de composition de ménage", Title(french), StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_is_valid_for_three_months_signed_by_delegation_and_each_has_a_code_of_its_own()
    {
        await using var portal = await Portal.Open();
        var (one, other) = (Make(portal, portal.Braine, 1), Make(portal, portal.Braine, 1));
        Assert.Equal(new LocalDate(2027, 2, 24), one.ValidUntil);
        Assert.Equal(["Par délégation du Collège communal du 8 janvier 2025", "Hélène Vandamme", "officière de l'état civil déléguée"], one.Content.Blocks.TakeLast(3).Select(block => block.Text));
        Assert.Contains(one.Content.Blocks, block => block.Text.Contains("mercredi 24 février 2027", StringComparison.Ordinal));
        Assert.Matches("^[2-9A-HJ-NP-Z]{16}$", one.Code);
        Assert.NotEqual(one.Code, other.Code);
        Assert.DoesNotContain("85073003328", Encoding.Latin1.GetString(one.Pdf), StringComparison.Ordinal);
    }

    private static string Title(Certificate document)
    {
        using var pdf = PdfReader.Open(new MemoryStream(document.Pdf), PdfDocumentOpenMode.Import);
        return pdf.Info.Title;
    }

    private sealed record Certificate(DocumentContent Content, LocalDate ValidUntil, string Code, byte[] Pdf);

    private static Certificate Make(Portal portal, Commune commune, int members, string citizenSpeaks = "fr")
    {
        var procedure = portal.Services.GetRequiredService<ProcedureCatalogue>().Find("composition-de-menage")!;
        var (organisation, now) = (OrganisationId.New(), portal.Now);
        var unit = new ServiceUnit { CommuneId = commune.Id, RunBy = organisation, Slug = "population", Name = LocalText.Of("fr", "Population") };
        var stream = new Perron.Timeline.Stream { CommuneId = commune.Id, OrganisationId = organisation, Kind = "case", Reference = Reference.New(commune.Letters).Value, OpenedAt = now };
        var one = new Case
        {
            CommuneId = commune.Id, OrganisationId = organisation, Id = stream.Id, Reference = stream.Reference, Procedure = procedure.Slug, Version = 1, ServiceUnitId = unit.Id,
            Route = RouteRule.Competent, CitizenId = null, ApplicantName = "Claire Dubois", Email = "", Phone = "", Language = citizenSpeaks, Identity = IdentityLevel.Strong, HandOver = HandOver.Download,
            IsForThirdPerson = false, Answers = Case.Write(Answers.None.With([KeyValuePair.Create<string, IReadOnlyList<string>>("motif", ["allocations"])])), State = "confirmed", SubmittedAt = now, ExpectedOn = new(2026, 11, 27), Searched = "",
        };
        var number = NationalNumber.Parse("85073003328")!.Value;
        var people = Enumerable.Range(1, members).Select(place => new HouseholdMember(new(number, $"Prénom{place}", "Nom", new(1985, 7, 30)), place == 1 ? "reference" : "child")).ToList();
        var signatory = new Signatory
        {
            CommuneId = commune.Id, Name = "Hélène Vandamme", Role = LocalText.Of("fr", "officière de l'état civil déléguée"), Delegation = LocalText.Of("fr", "Par délégation du Collège communal du 8 janvier 2025"), From = new(2025, 1, 8),
        };
        var template = new DocumentTemplate(
            new(one, stream, procedure, [], [], [], [], [], [], [], [], new(IsKnownStrongly: true, commune.Today(now), "fr")) { Unit = unit }, new(people[0].Person, ["Rue des Églantines 12", "1420 Braine-l'Alleud"], people), signatory, commune, commune.Today(now));
        var (content, code) = (template.Written(out var lacks), DocumentCode.New());
        Assert.Empty(lacks);
        return new(content, template.ValidUntil, code, portal.Services.GetRequiredService<DocumentPrinter>().Print(content, code, commune, now));
    }
}
