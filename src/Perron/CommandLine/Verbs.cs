namespace Perron.CommandLine;

/// <summary>What the operator types after <c>perron</c>. Without a verb, or with <c>serve</c>, the house opens its doors.</summary>
public static class Verbs
{
    private const string Usage = """
        perron serve                            open the doors
        perron hall                             open them as the computer of one hall, which goes on without internet
        perron migrate                          bring the tables up to date, as their owner
        perron demo                             settle the demonstration communes of the catalogue
        perron demo history                     a made-up year of visits for the halls of the demonstration
        perron commune add SLUG                 settle one commune from catalogue/communes/SLUG
        perron commune list                     the communes of this installation
        perron commune export SLUG FILE.zip     all rows of one commune
        perron officer invite COMMUNE ORGANISATION EMAIL GIVEN FAMILY
                                                an administrator of an organisation, by a link for one use
        perron backup FOLDER                    a copy of the whole database
        perron restore FOLDER                   bring such a copy back, and erase again what was erased since
        perron verify                           chain of the timeline, documents, database: is everything as it was written?
        perron waits score --fit A.csv --judge B.csv [--json]
                                                how well waits are foretold on a queue log of one's own
        perron waits import COMMUNE HALL FILE.csv
                                                the past of a hall, from a queue log
        """;

    /// <summary>What needs no house: done before one is built. Null when it is not that.</summary>
    public static Func<int>? Alone(string[] args) => args is ["waits", "score", .. var options] ? () => ScoreWaits.Run(options, Console.Out, Console.Error) : null;

    /// <summary>Whether this is the computer of a hall.</summary>
    public static bool IsHall(string[] args) => args.FirstOrDefault(argument => !argument.StartsWith("--", StringComparison.Ordinal)) == "hall";

    /// <summary>The operation asked for; null when the house is to be served.</summary>
    public static Func<IServiceProvider, Task<int>>? Asked(string[] args) =>
        args.Where(argument => !argument.StartsWith("--", StringComparison.Ordinal)).ToArray() switch
        {
            [] or ["serve"] or ["hall"] => null,
            ["migrate"] => MigrateDatabase.Run,
            ["demo"] => SettleCommunes.AllOfTheCatalogue,
            ["demo", "history"] => SettleCommunes.PastOfHalls,
            ["commune", "add", var slug] => services => SettleCommunes.One(services, slug),
            ["commune", "list"] => ListCommunes.Run,
            ["commune", "export", var slug, var file] => services => ExportCommune.Run(services, slug, file),
            ["officer", "invite", var commune, var organisation, var email, var given, var family] =>
                services => InviteOfficer.Run(services, commune, organisation, email, given, family),
            ["waits", "import", var commune, var hall, var file] => services => ImportWaits.Run(services, commune, hall, file),
            ["backup", var folder] => services => BackUp.Run(services, folder),
            ["restore", var folder] => services => Restore.Run(services, folder),
            ["verify"] => VerifyEverything.Run,
            _ => _ => Explain(),
        };

    private static Task<int> Explain()
    {
        Console.Error.WriteLine(Usage);
        return Task.FromResult(2);
    }
}
