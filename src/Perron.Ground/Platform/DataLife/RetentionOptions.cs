namespace Perron.Platform.DataLife;

/// <summary>Where an installation departs from the periods written beside the tables: the settings <c>Perron:Retention</c>.</summary>
public sealed class RetentionOptions
{
    /// <summary>Table → days.</summary>
    public Dictionary<string, int> Days { get; set; } = [];

    /// <summary>Tables whose archive hold is lifted: the State Archives have agreed.</summary>
    public List<string> Released { get; set; } = [];
}
