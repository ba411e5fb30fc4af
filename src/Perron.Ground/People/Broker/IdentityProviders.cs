using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;
using Perron.Communes;
using Perron.Platform;
namespace Perron.People.Broker;

/// <summary>Whom an identity provider vouches for.</summary>
internal enum Audience { Citizens, Officers }

/// <summary>One identity provider as the settings name it: CSAM, itsme, a town's own Entra ID, the demonstration's.</summary>
internal sealed class ProviderSettings
{
    /// <summary>Short name in addresses: csam.</summary>
    [Required, RegularExpression("^[a-z0-9-]{2,40}$")] public required string Slug { get; set; }

    /// <summary>What stands on the button.</summary>
    [Required] public required string Name { get; set; }

    /// <summary>Issuer; its discovery document stands below it.</summary>
    [Required, Url] public required string Authority { get; set; }

    [Required] public required string ClientId { get; set; }
    public string ClientSecret { get; set; } = "";

    /// <summary>A JWK file with the private key for private_key_jwt; then no secret is needed.</summary>
    public string ClientKeyFile { get; set; } = "";

    /// <summary>A JWK file with the private key to which ID tokens are encrypted (itsme).</summary>
    public string DecryptionKeyFile { get; set; } = "";

    // No defaults stand in the lists: settings would be added to them, and nobody could take one away.
    public string[] Scopes { get; set; } = [];

    /// <summary>The levels that count as strong; one of them must be in the token. The first is asked for. None: the provider has no levels (officers only).</summary>
    public string[] Acr { get; set; } = [];

    public string NumberClaim { get; set; } = "egovNRN";
    public string GivenNameClaim { get; set; } = "given_name";
    public string FamilyNameClaim { get; set; } = "family_name";
    public string EmailClaim { get; set; } = "email";
    public Audience For { get; set; }

    /// <summary>Only for this commune; empty: for all. An officer's provider always names one.</summary>
    public string Commune { get; set; } = "";

    /// <summary>For officers: these methods (amr) prove a second factor (mfa when none is named); without one of them the officer is asked for ours.</summary>
    public string[] SecondFactors { get; set; } = [];
}

/// <summary>Where and by whom identities are proved.</summary>
internal sealed class IdentitySettings
{
    /// <summary>The one host to which providers send people back, whatever the commune.</summary>
    public string BrokerHost { get; set; } = "identite.localhost";

    public List<ProviderSettings> Providers { get; set; } = [];
}

/// <summary>The identity providers of this installation.</summary>
internal sealed class IdentityProviders(IOptions<IdentitySettings> settings, IOptions<PerronOptions> house)
{
    public string BrokerHost => settings.Value.BrokerHost;

    public bool HasDemonstration => house.Value.Demonstration;

    public IEnumerable<ProviderSettings> ForCitizensOf(Commune commune) => Of(commune, Audience.Citizens);

    public IEnumerable<ProviderSettings> ForOfficersOf(Commune commune) => Of(commune, Audience.Officers);

    public ProviderSettings? Find(Commune commune, string slug) => settings.Value.Providers.FirstOrDefault(one => one.Slug == slug && (one.Commune.Length == 0 || one.Commune == commune.Slug));

    /// <summary>The broker's own address, scheme and port as the communes have them.</summary>
    public string BrokerAddress(string path) => string.Format(System.Globalization.CultureInfo.InvariantCulture, house.Value.PublicAddress, BrokerHost) + path;

    private IEnumerable<ProviderSettings> Of(Commune commune, Audience audience) =>
        settings.Value.Providers.Where(one => one.For == audience && (one.Commune.Length == 0 || one.Commune == commune.Slug));
}
