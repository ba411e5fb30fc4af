using Perron.Platform.Storage;
namespace Perron.Platform.DataLife;

/// <summary>Where an installation (the settings <c>Perron:Retention</c>) or a commune (<c>retention</c> of its file) departs from the periods written beside the tables.</summary>
public sealed class RetentionOptions
{
    /// <summary>Table → days.</summary>
    public Dictionary<string, int> Days { get; set; } = [];

    /// <summary>Tables whose archive hold is lifted: the State Archives have agreed.</summary>
    public List<string> Released { get; set; } = [];

    public bool IsEmpty => Days.Count == 0 && Released.Count == 0;

    /// <summary>These, and where the other says something else, that.</summary>
    public RetentionOptions With(RetentionOptions nearer) => new()
    {
        Days = Days.Where(kept => !nearer.Days.ContainsKey(kept.Key)).Concat(nearer.Days).ToDictionary(StringComparer.Ordinal),
        Released = [.. Released.Union(nearer.Released, StringComparer.Ordinal)],
    };

    /// <summary>What of this could not be obeyed, or would break the law: a period that does nothing would be believed.</summary>
    public IReadOnlyList<RetentionFault> Faults(PerronDb db)
    {
        var known = DataClass.All(db, new()).ToDictionary(one => one.Table, StringComparer.Ordinal);
        var ageless = Expiry.Ageless(db);
        return
        [
            .. Days.Select(kept => known.GetValueOrDefault(kept.Key) is { } rows ? Fault(rows, kept.Value, ageless) : new(kept.Key, "names no table", "See /vie-privee/registre for the names.")).OfType<RetentionFault>(),
            .. Released.Where(table => !known.ContainsKey(table)).Select(table => new RetentionFault(table, "names no table", "See /vie-privee/registre for the names.") { IsReleased = true }),
        ];
    }

    private static RetentionFault? Fault(DataClass rows, int days, IReadOnlyList<string> ageless) => rows switch
    {
        _ when days < 1 => new(rows.Table, $"is {days}", "Write a number of days, 1 or more."),
        { Rule.With: "communes" } => new(rows.Table, "is kept as long as the commune itself", "Take the line away."),
        { Rule.With: { Length: > 0 } with } => new(rows.Table, $"goes with '{with}' and has no period of its own", $"Write the period of '{with}'."),
        _ when ageless.Contains(rows.Table) => new(rows.Table, "goes with the person whose it is", "Write the period of 'citizens'."),
        { Rule.LeastDays: var least } when days < least => new(rows.Table, $"is {days}, less than the law asks", $"Write {least} or more."),
        _ => null,
    };
}

/// <summary>A period, or a hold that is lifted, which cannot be: of which table, what is wrong, what to do.</summary>
public sealed record RetentionFault(string Table, string What, string Remedy)
{
    /// <summary>It stands among the tables that are released, not among the periods.</summary>
    public bool IsReleased { get; init; }
}
