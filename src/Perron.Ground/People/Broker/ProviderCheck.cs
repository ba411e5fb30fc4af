using Microsoft.Extensions.Options;
namespace Perron.People.Broker;

/// <summary>Looks at the providers of the settings before the house opens: which one is wrong, and what to write.</summary>
internal sealed class ProviderCheck : IValidateOptions<IdentitySettings>
{
    public ValidateOptionsResult Validate(string? name, IdentitySettings options)
    {
        var faults = options.Providers.Index().Select(one => Fault(one.Item) is { } fault ? $"Perron:Identity:Providers:{one.Index} ({one.Item.Slug}): {fault}" : null).OfType<string>().ToList();
        if (options.Providers.GroupBy(one => one.Slug).FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            faults.Add($"Perron:Identity:Providers: '{twice.Key}' stands there twice. Give each provider its own Slug.");
        }

        return faults.Count > 0 ? ValidateOptionsResult.Fail(faults) : ValidateOptionsResult.Success;
    }

    private static string? Fault(ProviderSettings one) => one switch
    {
        { Slug: null or "" } => "Slug is missing. Write a short name: csam.",
        _ when one.Slug.Any(sign => !char.IsAsciiLetterLower(sign) && !char.IsAsciiDigit(sign) && sign != '-') => "Slug has small letters, digits and hyphens only.",
        { Name: null or "" } => "Name is missing. It stands on the button.",
        { ClientId: null or "" } => "ClientId is missing. The provider gives it.",
        _ when !Uri.TryCreate(one.Authority, UriKind.Absolute, out _) => "Authority is no address. Write the issuer: https://…",
        _ when new Uri(one.Authority).Scheme != Uri.UriSchemeHttps && !ProviderOptions.IsOfThisMachine(one.Authority) => "Authority is not https. Anybody on the way could vouch for anybody.",
        { ClientSecret: "", ClientKeyFile: "" } => "ClientSecret and ClientKeyFile are both missing. One of them proves who asks.",
        { ClientKeyFile.Length: > 0 } when !File.Exists(one.ClientKeyFile) => $"ClientKeyFile is not there: {one.ClientKeyFile}.",
        { DecryptionKeyFile.Length: > 0 } when !File.Exists(one.DecryptionKeyFile) => $"DecryptionKeyFile is not there: {one.DecryptionKeyFile}.",
        { For: Audience.Citizens, Acr: [] } => "Acr is missing. Without a level nobody is strongly known.",
        { For: Audience.Officers, Commune: "" } => "Commune is missing. A town's own provider vouches for its own officers only.",
        _ => null,
    };
}
