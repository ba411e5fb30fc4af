using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Perron.Communes;
using Perron.Procedures;
using Perron.Tests.Support;
namespace Perron.Tests.Procedures;

/// <summary>What the catalogue says to other catalogues, held against the shapes of CPSV-AP 3.2.0 by a validator that is not ours (tests/linked-data).</summary>
public sealed class CpsvApTests
{
    private static readonly string[] Said =
    [
        "http://www.w3.org/ns/dcat#Dataset", "http://purl.org/vocab/cpsv#PublicService", "http://purl.org/vocab/cpsv#Rule", "http://data.europa.eu/eli/ontology#LegalResource",
        .. new[] { "PublicOrganisation", "Channel", "ContactPoint", "Cost", "Evidence", "Requirement", "Output" }.Select(name => $"http://data.europa.eu/m8g/{name}"),
    ];

    [Fact]
    public async Task The_whole_catalogue_of_each_body_is_as_the_published_shapes_want_it()
    {
        await using var portal = await Portal.Open();
        foreach (var commune in new[] { portal.Braine, portal.Boussu, portal.Sylvane })
        {
            var (faults, seen) = await Validate(await Get(portal, commune, "/catalogue.jsonld"));
            Assert.Empty(faults);
            var offered = await portal.InDb(commune, db => db.AllOffered(Catalogue(portal), "fr"));
            Assert.Equal(offered.Count(offer => offer.IsOwn), seen[Said[1]]);
            Assert.Equal(1, seen[Said[0]]);
            if (commune == portal.Braine)
            {
                Assert.DoesNotContain(Said, type => seen[type] == 0);
                Assert.True(seen["http://data.europa.eu/m8g/PublicOrganisation"] > 1, "the CPAS of Braine answers for its own procedures");
            }
        }
    }

    [Fact]
    public async Task One_procedure_stands_for_itself()
    {
        await using var portal = await Portal.Open();
        var one = await Get(portal, portal.Braine, "/demarches/composition-de-menage.jsonld");
        var (faults, seen) = await Validate(one);
        Assert.Empty(faults);
        Assert.Equal(1, seen[Said[1]]);

        var service = Service(one);
        Assert.Equal("P3D", (string?)service["cv:processingTime"]!["@value"]);
        Assert.Equal("3", ((string)service["cv:hasCost"]!["cv:hasValue"]!["@value"]!).TrimEnd('0').TrimEnd('.'));
        Assert.Equal(["de", "en", "fr", "nl"], service["dct:title"]!.AsArray().Select(text => (string)text!["@language"]!).Order());
        Assert.Contains(one["@graph"]!.AsArray(), node => (string?)node!["@id"] == (string?)service["cv:hasCompetentAuthority"]!["@id"]);
    }

    [Fact]
    public async Task The_validator_sees_what_is_missing_and_what_is_of_the_wrong_kind()
    {
        await using var portal = await Portal.Open();
        var one = await Get(portal, portal.Braine, "/demarches/composition-de-menage.jsonld");
        var service = Service(one);
        service.Remove("dct:description");
        service["dct:title"] = "sans langue";
        service["cv:hasCost"]!["@type"] = "cv:Channel";
        var (faults, _) = await Validate(one);
        foreach (var fault in new[] { "description MinCountConstraintComponent", "title DatatypeConstraintComponent", "hasCost ClassConstraintComponent" })
        {
            Assert.Contains(faults, line => line.EndsWith(fault, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task What_is_not_offered_or_done_elsewhere_is_in_no_catalogue()
    {
        await using var portal = await Portal.Open();
        var elsewhere = (await portal.InDb(portal.Braine, db => db.AllOffered(Catalogue(portal), "fr"))).First(offer => !offer.IsOwn).Procedure.Slug;
        foreach (var slug in new[] { elsewhere, "avis-technique", "rien-de-tel" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await portal.Visit(portal.Braine).Open($"/demarches/{slug}.jsonld")).Status);
        }

        var page = await portal.Visit(portal.Braine).Open($"/demarches/{elsewhere}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Null(page.Page.QuerySelector("[type='application/ld+json']"));
        Assert.DoesNotContain(elsewhere, (await Get(portal, portal.Braine, "/catalogue.jsonld")).ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_lead_to_it_and_the_page_of_a_procedure_says_it_to_search_engines_in_its_language()
    {
        await using var portal = await Portal.Open();
        var visitor = portal.Visit(portal.Braine);
        Assert.NotNull((await visitor.Open("/demarches")).Page.QuerySelector("head link[rel=alternate][type='application/ld+json'][href='/catalogue.jsonld']"));

        var page = (await visitor.Open("/nl/demarches/composition-de-menage")).Page;
        Assert.NotNull(page.QuerySelector("head link[rel=alternate][type='application/ld+json'][href='/demarches/composition-de-menage.jsonld']"));
        var said = JsonNode.Parse(page.QuerySelector("script[type='application/ld+json']")!.TextContent)!;
        Assert.Equal("GovernmentService", (string?)said["@type"]);
        Assert.Equal("Gezinssamenstelling", (string?)said["name"]);
        Assert.Equal("3.00", (string?)said["offers"]!["price"]);
        Assert.Equal("P3D", (string?)said["availableChannel"]!["processingTime"]);
        Assert.EndsWith("/nl/demarches/composition-de-menage", (string?)said["url"], StringComparison.Ordinal);
    }

    private static ProcedureCatalogue Catalogue(Portal portal) => (ProcedureCatalogue)portal.Services.GetService(typeof(ProcedureCatalogue))!;

    private static JsonObject Service(JsonNode document) => document["@graph"]!.AsArray().Single(node => node!["@type"] is JsonValue type && (string?)type == "cpsv:PublicService")!.AsObject();

    private static async Task<JsonNode> Get(Portal portal, Commune commune, string path)
    {
        var answer = await portal.Visit(commune).Open(path);
        Assert.Equal(HttpStatusCode.OK, answer.Status);
        Assert.Equal("application/ld+json", answer.Response.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(answer.Body)!;
    }

    private static async Task<(IReadOnlyList<string> Faults, IReadOnlyDictionary<string, int> Seen)> Validate(JsonNode document)
    {
        var folder = await Node.Ready("tests/linked-data");
        using var node = Node.Launch("node", folder, "validate.mjs");
        var (said, wrong) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.StandardInput.WriteAsync(document.ToJsonString());
        node.StandardInput.Close();
        await node.WaitForExitAsync();
        Assert.True(node.ExitCode == 0, await wrong);
        var lines = (await said).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return (
            [.. lines.Where(line => line.StartsWith("fault ", StringComparison.Ordinal))],
            lines.Where(line => line.StartsWith("seen ", StringComparison.Ordinal)).Select(line => line.Split(' ')).ToDictionary(part => part[1], part => int.Parse(part[2], System.Globalization.CultureInfo.InvariantCulture)));
    }
}
