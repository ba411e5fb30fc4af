using NodaTime.Text;
using Perron.Belgium;
using Perron.Cases.Places;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Web;
namespace Perron.Cases.Asking;

/// <summary>An answer as people read it.</summary>
/// <param name="Value">The label of the choice, the date in words, the name of the file, the number in its groups.</param>
internal sealed record WrittenAnswer(string Label, string Value, bool IsMissing)
{
    /// <summary>The point of a place that was shown on the map.</summary>
    public Coordinates? Point { get; init; }
}

/// <summary>The answers of a form as people read them.</summary>
internal static class WrittenAnswers
{
    private static readonly Words RoomWords = Words.Of(typeof(WrittenAnswers));
    private static readonly Dictionary<string, string> NoFiles = [];

    /// <summary>All that was asked on one page; a row of a group is one line.</summary>
    public static IEnumerable<WrittenAnswer> Of(Journey journey, FormStep step, Answers answers, IReadOnlyDictionary<string, string> files, string language)
    {
        var refused = journey.Refusals(step).Select(one => one.Name).ToList();
        return Of(journey.Asked(step), refused, answers, files, language);
    }

    /// <summary>Some of what was asked, none of it a file.</summary>
    public static IEnumerable<WrittenAnswer> Of(IEnumerable<Question> questions, Answers answers, string language) => Of(questions, [], answers, NoFiles, language);

    private static IEnumerable<WrittenAnswer> Of(IEnumerable<Question> questions, List<string> refused, Answers answers, IReadOnlyDictionary<string, string> files, string language)
    {
        foreach (var question in questions.Where(question => question.Field.Kind != FieldKind.Information))
        {
            var isMissing = question.Names.Any(refused.Contains);
            if (question.Field.Kind != FieldKind.Group)
            {
                yield return new(question.Field.Label.In(language), Value(question, answers, files, language), isMissing) { Point = question.Field.Kind == FieldKind.Place ? PlacePoints.Of(answers, question.Name) : null };
                continue;
            }

            foreach (var (place, row) in question.Rows.Index())
            {
                yield return new(RowLabel(question, place, language), Row(row, answers, files, language), row.Questions.SelectMany(inner => inner.Names).Any(refused.Contains));
            }

            if (question.Rows.Count == 0)
            {
                yield return new(question.Field.Label.In(language), RoomWords.In(language, "rows-none"), isMissing);
            }
        }
    }

    /// <summary>The whole form, for whoever reads what was sent.</summary>
    public static IEnumerable<WrittenAnswer> OfAll(Journey journey, Answers answers, IReadOnlyDictionary<string, string> files, string language) =>
        journey.Steps.SelectMany(step => Of(journey, step, answers, files, language));

    /// <summary>"Témoin 2".</summary>
    public static string RowLabel(Question group, int place, string language) =>
        RoomWords.In(language, "rows-one", group.Field.Row.IsEmpty ? group.Field.Label.In(language) : group.Field.Row.In(language), place + 1);

    public static string Value(Question question, Answers answers, IReadOnlyDictionary<string, string> files, string language)
    {
        var (field, name) = (question.Field, question.Name);
        string Part(string suffix) => answers.One(name + suffix) ?? "";
        string Box() => Part(".boite") is { Length: > 0 } box ? $" {RoomWords.In(language, "part-box-short")} {box}" : "";
        var written = field.Kind switch
        {
            FieldKind.Address => $"{Part(".rue")} {Part(".numero")}{Box()}, {Part(".code-postal")} {Part(".commune")}".Trim(' ', ','),
            FieldKind.Person => string.Join(", ", new[] { $"{Part(".prenom")} {Part(".nom")}".Trim(), One(FieldKind.BirthDate, Part(".naissance"), field, files, language), One(FieldKind.NationalNumber, Part(".numero"), field, files, language) }.Where(part => part.Length > 0)),
            FieldKind.CoApplicant => string.Join(", ", new[] { $"{Part(".prenom")} {Part(".nom")}".Trim(), Part(".courriel") }.Where(part => part.Length > 0)),
            FieldKind.Place => string.Join(". ", new[] { Part("").TrimEnd('.'), PlacePoints.Of(answers, name) is { } point ? PlacePoints.Said(point, language) : "" }.Where(part => part.Length > 0)),
            FieldKind.Calculated => question.Facts[field.Name] is { Kind: Expressions.ValueKind.Number, Number: var number } ? number.ToString("#,0.##", Languages.Culture(language)) : question.Facts[field.Name].ToString(),
            _ => string.Join(", ", answers.All(name).Where(value => value.Length > 0).Select(value => One(field.Kind, value, field, files, language))),
        };
        return written.Length > 0 ? !field.IsVerified ? written : RoomWords.In(language, question.IsProven(answers) ? "proven" : "not-proven", written) : answers.One(name + "-autrement") is { } way ? RoomWords.In(language, $"file-{way}") : RoomWords.In(language, "not-given");
    }

    /// <summary>One question with all its rows, on one line.</summary>
    public static string Whole(Question question, Answers answers, string language) => question.Field.Kind != FieldKind.Group ? Value(question, answers, NoFiles, language)
        : question.Rows.Count == 0 ? RoomWords.In(language, "rows-none") : string.Join(" ; ", question.Rows.Select(row => Row(row, answers, NoFiles, language)));

    private static string Row(QuestionRow row, Answers answers, IReadOnlyDictionary<string, string> files, string language) =>
        string.Join(" · ", row.Questions.Where(inner => inner.Field.Kind != FieldKind.Information).SelectMany(inner => inner.Field.Kind == FieldKind.Group
            ? inner.Rows.Select((nested, place) => Told(RowLabel(inner, place, language), Row(nested, answers, files, language)))
            : inner.IsEmpty(answers) ? [] : [row.Questions.Count == 1 || inner.Field.Kind == FieldKind.Person ? Value(inner, answers, files, language) : Told(inner.Field.Label.In(language), Value(inner, answers, files, language))]));

    private static string One(FieldKind kind, string value, FormField field, IReadOnlyDictionary<string, string> files, string language) => kind switch
    {
        _ when value.Length == 0 => "",
        FieldKind.OneOf or FieldKind.SeveralOf => field.Choices.FirstOrDefault(choice => choice.Value == value)?.Label.In(language) ?? value,
        FieldKind.YesNo or FieldKind.Declaration => RoomWords.In(language, value is "oui" or "on" or "true" ? "yes" : "no"),
        FieldKind.Date or FieldKind.BirthDate when LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date } => date.ToString("d MMMM uuuu", Languages.Culture(language)),
        FieldKind.Time when FieldValues.Time(value) is { } hour => hour.ToString("HH:mm", Languages.Culture(language)),
        FieldKind.Money when FieldValues.Number(value) is { } amount => Procedures.Euros.Of((int)decimal.Round(amount * 100)),
        FieldKind.File => files.GetValueOrDefault(value, value),
        FieldKind.NationalNumber when NationalNumber.Parse(value) is { } number => number.Masked,
        FieldKind.Iban when Iban.Parse(value) is { } iban => iban.ToString(),
        FieldKind.EnterpriseNumber when EnterpriseNumber.Parse(value) is { } enterprise => enterprise.ToString(),
        FieldKind.StructuredCommunication when StructuredCommunication.Parse(value) is { } communication => communication.ToString(),
        _ => value,
    };

    /// <summary>A question and its answer in one line.</summary>
    public static string Told(string label, string value) => label.EndsWith('?') ? $"{label} {value}" : $"{label.TrimEnd('.')}\u00A0: {value}";
}
