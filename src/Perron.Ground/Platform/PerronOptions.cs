using System.ComponentModel.DataAnnotations;
namespace Perron.Platform;

/// <summary>The few settings of an installation, checked at start. What differs between communes is data, not settings.</summary>
public sealed class PerronOptions
{
    /// <summary>"Host=…" (wherever it stands) is PostgreSQL, "Data Source=…" is SQLite.</summary>
    [Required] public required string Database { get; set; }

    /// <summary>As the owner of the tables, for migrations; empty: the same connection. The house itself runs by a role that owns nothing.</summary>
    public string OwnerDatabase { get; set; } = "";

    /// <summary>By a role that sees all rows (BYPASSRLS), for <c>perron backup</c> and <c>restore</c> on PostgreSQL; empty: as the owner.</summary>
    public string BackupDatabase { get; set; } = "";

    /// <summary>Demonstration: strip on each page, readable outbox, demonstration identity provider, SPÉCIMEN on documents.</summary>
    public bool Demonstration { get; set; }

    /// <summary>The short name of the one commune that is served, at whatever host it is asked: on the computer of a hall, which has an address of its own.</summary>
    public string OnlyCommune { get; set; } = "";

    /// <summary>A demonstration day: the house lives a Monday from 8:25 on, so many times as fast, and made-up people fill its halls; 0: it does not.</summary>
    public double DemoDay { get; set; }

    /// <summary>32 bytes or more in base64; empty on a laptop: a file beside the database is made.</summary>
    public string MasterKey { get; set; } = "";

    public string MasterKeyFile { get; set; } = "var/master.key";

    /// <summary>The folder of procedures, messages and communes.</summary>
    [Required] public required string Catalogue { get; set; }

    /// <summary>The slug of the body that owns the catalogue: its administrators decide on what communes propose. Empty: nobody here does.</summary>
    public string CatalogueOwner { get; set; } = "";

    /// <summary>How a commune is reached from outside; {0} is its host.</summary>
    public string PublicAddress { get; set; } = "https://{0}";

    /// <summary>Multiplies every rate limit; 1 except where a bench or a test knocks on purpose.</summary>
    [Range(1, 1_000_000)] public int RateFactor { get; set; } = 1;

    /// <summary>Whether this node does the house's own rounds: sending, sealing, tidying up. At least one node does.</summary>
    public bool Rounds { get; set; } = true;

    /// <summary>Where the heads of the timeline's chains are written every hour; empty: nowhere. Copy it to another machine.</summary>
    public string ChainFolder { get; set; } = "var/chain";

    /// <summary>The virus scanner, host:port of a clamd; empty: there is none.</summary>
    public string Clamd { get; set; } = "";

    /// <summary>Without a scanner: whether what citizens send may be opened all the same. Unsaid, only a demonstration does so.</summary>
    public bool? AcceptsUnscanned { get; set; }

    internal bool TakesUnscanned => AcceptsUnscanned ?? Demonstration;

    /// <summary>Addresses and networks of the proxies whose X-Forwarded-For, -Proto and -Host are believed; nobody's by default.</summary>
    public List<string> TrustedProxies { get; set; } = [];

    public bool IsPostgres => SpeaksPostgres(Database);

    /// <summary>A server is named, wherever in the connection it stands.</summary>
    internal static bool SpeaksPostgres(string connection) =>
        connection.Split(';').Any(part => part.Split('=')[0].Trim() is var key && (key.Equals("Host", StringComparison.OrdinalIgnoreCase) || key.Equals("Server", StringComparison.OrdinalIgnoreCase)));
}
