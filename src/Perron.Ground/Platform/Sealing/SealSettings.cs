using Microsoft.Extensions.DependencyInjection;
using NodaTime.Extensions;
using Perron.Platform.Web;
namespace Perron.Platform.Sealing;

/// <summary>Where the certificates of the organisations lie and who says the time. A demonstration makes both itself; nowhere else does the house start without.</summary>
public static class SealSettings
{
    private const int Lines = 4;

    /// <summary>An officer waits at most about this long for a time stamp.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static void AddSeals(this IServiceCollection services, IConfiguration configuration, PerronOptions options)
    {
        var section = configuration.GetSection("Perron:Seal");
        var folder = section["Folder"] is { Length: > 0 } named ? named
            : options.Demonstration ? Path.Combine(Path.GetDirectoryName(Path.GetFullPath(options.MasterKeyFile))!, "seals")
            : throw new SettingFault("Perron:Seal:Folder", "is missing", "Write the folder with one PKCS#12 file COMMUNE.ORGANISATION.p12 for each organisation that issues documents; only a demonstration runs without.");
        if (section["TimeStamp"] is { Length: > 0 } authority)
        {
            var address = SettingChecks.Address("Perron:Seal:TimeStamp", authority, "Write the address at which the time stamping authority answers (RFC 3161 over HTTP).");
            services.AddHttpClient(nameof(HttpTimeStamper), line =>
            {
                (line.BaseAddress, line.Timeout, line.MaxResponseContentBufferSize) = (address, Patience, 64 * 1024);
                if (section["TimeStampAuthorization"] is { Length: > 0 } key)
                {
                    line.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", key);
                }
            }).OnlyTo(address, Lines);
            services.AddSingleton<ITimeStamper, HttpTimeStamper>();
        }
        else if (options.Demonstration)
        {
            services.AddSingleton<ITimeStamper, LocalTimeStamper>();
        }
        else
        {
            throw new SettingFault("Perron:Seal:TimeStamp", "is missing", "Write the address at which the time stamping authority answers (RFC 3161 over HTTP); only a demonstration runs without.");
        }

        var certificates = new SealCertificates(folder, section["Password"] ?? "", options.Demonstration);
        if (!options.Demonstration)
        {
            certificates.Check(TimeProvider.System.GetCurrentInstant());
        }

        services.AddSingleton(certificates);
        services.AddSingleton<ISeal, LocalSeal>();
        services.AddSingleton<PdfSealer>();
    }
}
