using Microsoft.EntityFrameworkCore;
using Perron.Cases.Systems;
using Perron.Communes;
using Perron.Platform;
using Perron.Platform.Catalogue;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Cases;

/// <summary>To which systems a commune is connected: catalogue/communes/{slug}/systems.yaml. One that left the file goes, as soon as nothing of it is under way.</summary>
public static class SystemsFile
{
    private const int UsualDays = 2, LongestCode = 40;

    /// <param name="isDemonstration">A system without an address is simulated; only a demonstration does that.</param>
    public static async Task Load(PerronDb db, Commune commune, string catalogue, SystemSecrets secrets, bool isDemonstration)
    {
        var (file, name) = (Path.Combine(catalogue, "communes", commune.Slug, "systems.yaml"), $"catalogue/communes/{commune.Slug}/systems.yaml");
        var known = await db.Set<ExternalSystem>().ToDictionaryAsync(system => system.Code);
        var written = new HashSet<string>();
        if (File.Exists(file))
        {
            var yaml = YamlPart.Read(file, name);
            var organisations = await db.Set<Organisation>().ToDictionaryAsync(organisation => organisation.Slug);
            foreach (var part in yaml.Parts("systems"))
            {
                Settle(Read(part, commune, organisations, secrets, isDemonstration));
                part.End();
            }

            yaml.End();
        }

        foreach (var gone in known.Values.Where(system => !written.Contains(system.Code)))
        {
            if (!await db.Set<Exchange>().AnyAsync(exchange => exchange.System == gone.Code && exchange.NextAt != null))
            {
                db.Remove(gone);
            }
        }

        void Settle(ExternalSystem read)
        {
            written.Add(read.Code);
            if (!known.TryGetValue(read.Code, out var system))
            {
                db.Add(read);
                return;
            }

            (system.Kind, system.Name, system.Address, system.AnswersWithin) = (read.Kind, read.Name, read.Address, read.AnswersWithin);
        }
    }

    private static ExternalSystem Read(YamlPart part, Commune commune, Dictionary<string, Organisation> organisations, SystemSecrets secrets, bool isDemonstration)
    {
        var (code, address, days) = (part.Text("code"), part.Text("address", ""), part.Number("answers-within", UsualDays));
        var organisation = part.Optional("organisation") is not { } slug ? organisations.Values.Single(one => one.Kind == commune.Holder)
            : organisations.GetValueOrDefault(slug) ?? throw part.Fault($"the organisation '{slug}' is not in commune.yaml", $"Choose one of {string.Join(", ", organisations.Keys)}.", part.LineOf("organisation"));
        if (code.Length is 0 or > LongestCode || !code.All(sign => char.IsAsciiLetterLower(sign) || char.IsAsciiDigit(sign) || sign == '-'))
        {
            throw part.Fault($"'{code}' is no code of a system", "Write small letters, digits and dashes: it stands in an address.", part.LineOf("code"));
        }

        if (address.Length == 0 && !isDemonstration)
        {
            throw part.Fault($"the system '{code}' has no address", "Write address: https://…; only a demonstration simulates a system.");
        }

        if (address.Length > 0 && (!Uri.TryCreate(address, UriKind.Absolute, out var uri) || !(uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback))))
        {
            throw part.Fault($"'{address}' is no address for a system", "Write https://…; http only on this machine.", part.LineOf("address"));
        }

        if (address.Length > 0 && secrets.Of(commune.Slug, code) is null)
        {
            throw new SettingFault(SystemSecrets.Setting(commune.Slug, code), "is missing, or is no secret", "Write whsec_ and 24 bytes or more in base64, the same as the system has, in the environment or in a file of secrets, never in the catalogue.");
        }

        return new() { CommuneId = commune.Id, OrganisationId = organisation.Id, Code = code, Kind = part.Choice<SystemKind>("kind"), Name = part.Text("name"), Address = address, AnswersWithin = days > 0 ? days : throw part.Fault("an answer takes a day or more", "Write answers-within: 2 (office days).", part.LineOf("answers-within")) };
    }
}
