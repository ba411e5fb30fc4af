using Microsoft.Extensions.Options;
using Perron.Platform;
namespace Perron.Communes;

/// <summary>Addresses as they stand in mails, QR codes and printed papers: scheme, host of the commune, port of this installation.</summary>
public sealed class PublicAddress(IOptions<PerronOptions> options)
{
    public string Of(Commune commune, string path) => string.Format(System.Globalization.CultureInfo.InvariantCulture, options.Value.PublicAddress, commune.Host) + path;
}
