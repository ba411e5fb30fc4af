using System.Text.Json.Nodes;
using NodaTime;
using Perron.Communes;
using Perron.Pages;
using Perron.Platform.Web;
using Perron.Texts;
namespace Perron.Procedures.ForMachines;

/// <summary>
/// What a commune offers, in the terms of the Core Public Service Vocabulary (CPSV-AP 3.2.0, https://semiceu.github.io/CPSV-AP/releases/3.2.0/), as JSON-LD.
/// Code lists that the catalogue does not know are left out: see docs/api.md.
/// </summary>
internal sealed class CpsvAp(Commune commune, Household household, PublicAddress address, Instant now)
{
    private static readonly Words RoomWords = Words.Of(typeof(CpsvAp));

    /// <summary>The whole catalogue.</summary>
    public JsonObject All(IReadOnlyList<Offer> offers)
    {
        var dataset = Node("dcat:Dataset", At("/catalogue.jsonld"),
            ("dct:title", Said(language => $"{RoomWords.In(language, "procedures-title")} – {commune.Titled(language)}")),
            ("dct:description", Said("procedures-lead")),
            ("dct:publisher", Reference(IdOf(household.Organisations.First(organisation => organisation.Kind == commune.Holder)))),
            ("dcat:landingPage", Page("/demarches")),
            ("dct:hasPart", Many(offers, offer => Reference(IdOf(offer)))));
        return Document([dataset, .. offers.Select(Service), .. Around(offers)]);
    }

    /// <summary>One procedure, with all that it names.</summary>
    public JsonObject One(Offer offer) => Document([Service(offer), .. Around([offer])]);

    private JsonObject Service(Offer offer)
    {
        var procedure = offer.Procedure;
        return Node("cpsv:PublicService", IdOf(offer),
            ("dct:identifier", AddressOf(offer)),
            ("dct:title", Texts(procedure.Title)),
            ("dct:description", Texts(procedure.Promise)),
            ("dct:language", Many(procedure.Languages, Language)),
            ("dct:spatial", Reference(Area)),
            ("dcat:keyword", Many(procedure.Synonyms, word => Text("und", word))), // the catalogue does not say in which language a synonym is
            ("foaf:page", Page($"/demarches/{procedure.Slug}")),
            ("cv:thematicArea", Concept(At($"/demarches#{procedure.Theme}"), Said($"theme-{procedure.Theme}"))),
            ("cv:processingTime", Duration(offer)),
            ("cv:hasCompetentAuthority", Reference(IdOf(RunBy(offer)))),
            ("cv:contactPoint", Reference(ContactOf(offer))),
            ("cv:hasChannel", Channels(offer)),
            ("cv:hasCost", Cost(offer)),
            ("cv:holdsRequirement", Parts(offer, "cv:Requirement", "condition", procedure.Conditions)),
            ("cpsv:hasInput", Parts(offer, "cv:Evidence", "piece", procedure.Prepare)),
            ("cpsv:produces", procedure.Document is { } document ? Parts(offer, "cv:Output", "document", [document.Title]) : null),
            ("cpsv:follows", Rule(offer)),
            ("cv:hasLegalResource", Law(procedure)));
    }

    // Whatever can be asked for online can also be asked for at the counter: the page of each procedure says so.
    private JsonArray Channels(Offer offer)
    {
        var counter = Node("cv:Channel", $"{IdOf(offer)}-guichet",
            ("dct:identifier", $"{IdOf(offer)}-guichet"),
            ("dct:description", Said("fact-where-counter")),
            ("cv:ownedBy", Reference(IdOf(RunBy(offer)))),
            ("cv:openingHours", offer.Unit.Opening.Week.Count == 0 ? null : Reference(HoursOf(offer.Unit))));
        return !offer.Procedure.HasForm ? [counter] :
        [
            Node("cv:Channel", $"{AddressOf(offer)}/demande",
                ("dct:identifier", $"{AddressOf(offer)}/demande"),
                ("dct:description", Said("online")),
                ("cv:ownedBy", Reference(IdOf(RunBy(offer)))),
                ("cv:processingTime", Duration(offer))),
            counter,
        ];
    }

    private JsonObject Cost(Offer offer)
    {
        var one = offer.Prices?.Only;
        return Node("cv:Cost", $"{IdOf(offer)}-prix",
            ("dct:identifier", $"{IdOf(offer)}-prix"),
            ("dct:description", Said(offer.Price)),
            ("cv:hasValue", one is { } cents ? Typed("xsd:double", (cents / 100m).ToString(System.Globalization.CultureInfo.InvariantCulture)) : null),
            ("cv:currency", one is not null ? Concept("http://publications.europa.eu/resource/authority/currency/EUR") : null),
            ("cv:isDefinedBy", Reference(IdOf(RunBy(offer)))));
    }

    private static JsonArray Parts(Offer offer, string type, string name, IReadOnlyList<LocalText> texts) =>
        [.. texts.Select((text, place) => Node(type, null, ("dct:identifier", $"{offer.Procedure.Slug}-{name}-{place + 1}"), ("dct:title", Texts(text))))];

    private JsonObject? Rule(Offer offer) => offer.Procedure.Law.IsEmpty ? null : Node("cpsv:Rule", $"{AddressOf(offer)}#loi",
        ("dct:identifier", $"{AddressOf(offer)}#loi"),
        ("dct:title", Said("law-title")),
        ("dct:description", Texts(offer.Procedure.Law)),
        ("cpsv:implements", Law(offer.Procedure)));

    private static JsonObject? Law(Procedure procedure) =>
        procedure.LawSource is { } source ? Node("eli:LegalResource", source.Href, ("rdfs:label", source.Name)) : null;

    // Organisations, services and the territory: named by the procedures, described once.
    private IEnumerable<JsonObject> Around(IReadOnlyList<Offer> offers)
    {
        yield return Node(["dct:Location", "http://data.europa.eu/88u/dataset/atu-type"], Area,
            ("rdfs:label", commune.Name),
            ("dct:isPartOf", Reference("http://publications.europa.eu/resource/authority/atu/BEL")));
        foreach (var organisation in household.Organisations.Where(one => one.Kind == commune.Holder || offers.Any(offer => offer.Unit.RunBy == one.Id)))
        {
            yield return Node(["cv:PublicOrganisation", "org:Organization", "foaf:Agent"], IdOf(organisation),
                ("dct:identifier", IdOf(organisation)),
                ("dct:title", Texts(organisation.Name)),
                ("skos:prefLabel", Texts(organisation.Name)),
                ("org:classification", Concept(At($"/catalogue.jsonld#{organisation.Kind.ToString().ToLowerInvariant()}"))),
                ("dct:spatial", Reference(Area)));
        }

        foreach (var offer in offers.DistinctBy(offer => offer.Unit.Id))
        {
            yield return Node("cv:ContactPoint", ContactOf(offer),
                ("rdfs:label", Texts(offer.Unit.Name)),
                ("cv:telephone", Filled(offer.Unit.Phone)),
                ("cv:email", Filled(offer.Unit.Email)),
                ("cv:contactPage", Page($"/services/{offer.Unit.Slug}")),
                ("cv:openingHours", Opening(offer.Unit)));
        }
    }

    private JsonObject? Opening(ServiceUnit unit) => unit.Opening.Week.Count == 0 ? null : Node("time:TemporalEntity", HoursOf(unit),
        ("dct:description", Said(language => string.Join("; ", ServiceContact.Of(unit, commune, now, language).Hours.Select(day => $"{day.Day} {day.Hours}")))));

    private Organisation RunBy(Offer offer) => household.Organisations.Single(organisation => organisation.Id == offer.Unit.RunBy);

    private string At(string path) => address.Of(commune, path);

    private string AddressOf(Offer offer) => At($"/demarches/{offer.Procedure.Slug}");

    private string IdOf(Offer offer) => $"{AddressOf(offer)}#demarche";

    private string IdOf(Organisation organisation) => At($"/catalogue.jsonld#organisation-{organisation.Slug}");

    private string ContactOf(Offer offer) => At($"/services/{offer.Unit.Slug}#contact");

    private string HoursOf(ServiceUnit unit) => At($"/services/{unit.Slug}#heures");

    private string Area => At("/catalogue.jsonld#territoire");

    private JsonObject Page(string path) => Node("foaf:Document", At(path));

    // ISO 8601 has no office days: the number is that of the page, which says in words which days they are.
    private static JsonObject Duration(Offer offer) => Typed("xsd:duration", $"P{offer.Adopted.OfficeDays}D");

    private static JsonObject Language(string code) => Node("dct:LinguisticSystem", "http://publications.europa.eu/resource/authority/language/" + code switch
    {
        "fr" => "FRA",
        "nl" => "NLD",
        "de" => "DEU",
        _ => "ENG",
    });

    private static JsonObject Concept(string id, JsonNode? label = null) => Node("skos:Concept", id, ("skos:prefLabel", label));

    private static JsonArray Said(string key) => Said(language => RoomWords.In(language, key));

    private static JsonArray Said(Func<string, string> text) => Many(Words.Languages, language => Text(language, text(language)));

    private static JsonArray Texts(LocalText text) => Many(text.Languages, language => Text(language, text.In(language)));

    private static JsonObject Text(string language, string text) => new() { ["@value"] = text, ["@language"] = language };

    private static JsonObject Typed(string type, string value) => new() { ["@value"] = value, ["@type"] = type };

    private static JsonObject Reference(string id) => new() { ["@id"] = id };

    private static string? Filled(string text) => text.Length == 0 ? null : text;

    private static JsonArray Many<T>(IEnumerable<T> all, Func<T, JsonNode> one) => [.. all.Select(one)];

    private static JsonObject Node(JsonNode type, string? id, params ReadOnlySpan<(string Name, JsonNode? Value)> said)
    {
        var node = new JsonObject { ["@type"] = type };
        if (id is not null)
        {
            node["@id"] = id;
        }

        foreach (var (name, value) in said)
        {
            if (value is not null and not JsonArray { Count: 0 })
            {
                node[name] = value;
            }
        }

        return node;
    }

    private static JsonObject Node(string[] types, string id, params ReadOnlySpan<(string Name, JsonNode? Value)> said) => Node(new JsonArray([.. types.Select(type => (JsonNode)type)]), id, said);

    // The context stands in the document: whoever reads it needs nobody else.
    private static JsonObject Document(IReadOnlyList<JsonObject> nodes) => new()
    {
        ["@context"] = new JsonObject
        {
            ["cpsv"] = "http://purl.org/vocab/cpsv#",
            ["cv"] = "http://data.europa.eu/m8g/",
            ["dcat"] = "http://www.w3.org/ns/dcat#",
            ["dct"] = "http://purl.org/dc/terms/",
            ["eli"] = "http://data.europa.eu/eli/ontology#",
            ["foaf"] = "http://xmlns.com/foaf/0.1/",
            ["org"] = "http://www.w3.org/ns/org#",
            ["rdfs"] = "http://www.w3.org/2000/01/rdf-schema#",
            ["skos"] = "http://www.w3.org/2004/02/skos/core#",
            ["time"] = "http://www.w3.org/2006/time#",
            ["xsd"] = "http://www.w3.org/2001/XMLSchema#",
        },
        ["@graph"] = Many(nodes, node => node),
    };
}
