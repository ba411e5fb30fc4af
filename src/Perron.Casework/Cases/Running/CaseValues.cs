using System.Globalization;
using NodaTime.Text;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Texts;
using Perron.Workflow;
namespace Perron.Cases.Running;

/// <summary>What actions ask for and are told: which values there are, and how people read them.</summary>
internal static class CaseValues
{
    private static readonly Words RoomWords = Words.Of(typeof(CaseValues));

    public const string MeetOn = "rendez-vous-date", MeetAt = "rendez-vous-heure", MeetWhere = "rendez-vous-lieu";

    /// <summary>What every appointment asks for, whatever the procedure.</summary>
    public static readonly IReadOnlyList<AskedValue> OfAppointment =
    [
        new(MeetOn, AskedKind.Date, Said("meet-on"), IsShown: true), new(MeetAt, AskedKind.Time, Said("meet-at"), IsShown: true), new(MeetWhere, AskedKind.Text, Said("meet-where"), IsShown: true),
    ];

    /// <summary>What one action asks for: what its kind always does, then what the procedure adds.</summary>
    public static IReadOnlyList<AskedValue> Asked(WorkflowAction action) => action.Kind == ActKind.FixAppointment ? [.. OfAppointment, .. action.Asks] : action.Asks;

    public static IEnumerable<AskedValue> Asked(WorkflowDefinition workflow) => workflow.Actions.SelectMany(Asked).DistinctBy(asked => asked.Name);

    /// <summary>The date in words, the amount in euros, the label of the choice.</summary>
    public static string Written(AskedValue asked, string value, string language) => asked.Kind switch
    {
        AskedKind.Date when LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date } => date.LongDate(language),
        AskedKind.Amount when decimal.TryParse(value, NumberStyles.Number, CultureInfo.InvariantCulture, out var euros) => Euros.Of((int)decimal.Round(euros * 100)),
        AskedKind.Choice => asked.Choices.FirstOrDefault(choice => choice.Value == value)?.Label.In(language) ?? value,
        _ => value,
    };

    /// <summary>What the citizen may read of what was noted.</summary>
    public static IReadOnlyList<(string Label, string Value)> Shown(CaseFile file, string language) =>
        [.. Asked(file.Workflow).Where(asked => asked.IsShown && file.Noted.Any(value => value.Name == asked.Name))
            .Select(asked => (asked.Label.In(language), Written(asked, file.Noted.Single(value => value.Name == asked.Name).Value, language)))];

    private static LocalText Said(string key) => new(Words.Languages.Select(language => KeyValuePair.Create(language, RoomWords.In(language, key))));
}
