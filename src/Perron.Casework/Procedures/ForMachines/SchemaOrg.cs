using System.Globalization;
using System.Text.Json.Nodes;
using Perron.Communes;
namespace Perron.Procedures.ForMachines;

/// <summary>A procedure as search engines read it inside its page: https://schema.org/GovernmentService, in the language of the page.</summary>
internal static class SchemaOrg
{
    /// <summary>JSON in which no sign can end the element it stands in: whatever is one in HTML is escaped.</summary>
    public static string Of(Offer offer, Commune commune, Household household, PublicAddress address, string prefix, string language)
    {
        var procedure = offer.Procedure;
        var (page, service) = (address.Of(commune, $"{prefix}/demarches/{procedure.Slug}"), address.Of(commune, $"{prefix}/services/{offer.Unit.Slug}"));
        var channel = new JsonObject
        {
            ["@type"] = "ServiceChannel",
            ["serviceUrl"] = procedure.HasForm ? $"{page}/demande" : page,
            ["processingTime"] = $"P{offer.Adopted.OfficeDays}D",
            ["availableLanguage"] = new JsonArray([.. procedure.Languages.Select(code => (JsonNode)code)]),
        };
        if (offer.Unit.Phone.Length > 0)
        {
            channel["servicePhone"] = new JsonObject { ["@type"] = "ContactPoint", ["telephone"] = offer.Unit.Phone, ["url"] = service };
        }

        var described = new JsonObject
        {
            ["@context"] = "https://schema.org",
            ["@type"] = "GovernmentService",
            ["name"] = procedure.Title.In(language),
            ["description"] = procedure.Promise.In(language),
            ["url"] = page,
            ["provider"] = new JsonObject { ["@type"] = "GovernmentOrganization", ["name"] = household.Organisations.Single(one => one.Id == offer.Unit.RunBy).Name.In(language), ["url"] = address.Of(commune, "/") },
            ["areaServed"] = new JsonObject { ["@type"] = "AdministrativeArea", ["name"] = commune.Name },
            ["availableChannel"] = channel,
        };
        if (offer.Prices?.Only is { } cents)
        {
            described["offers"] = new JsonObject { ["@type"] = "Offer", ["price"] = (cents / 100m).ToString("0.00", CultureInfo.InvariantCulture), ["priceCurrency"] = "EUR" };
        }

        return described.ToJsonString();
    }
}
