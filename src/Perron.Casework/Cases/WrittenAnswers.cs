using NodaTime.Text;
using Perron.Belgium;
using Perron.Forms;
using Perron.Platform.Web;
namespace Perron.Cases;

/// <summary>An answer as people read it: the label of the choice, the date in words, the name of the file, the number in its groups.</summary>
internal static class WrittenAnswers
{
    private static readonly Words RoomWords = Words.Of(typeof(WrittenAnswers));

    public static string Of(FormField field, Answers answers, IReadOnlyDictionary<string, string> files, string language)
    {
        var given = answers.All(field.Name).Where(value => value.Length > 0).ToList();
        if (given is [])
        {
            return answers.One($"{field.Name}-autrement") is { } way ? RoomWords.In(language, $"file-{way}") : RoomWords.In(language, "not-given");
        }

        return string.Join(", ", given.Select(value => field.Kind switch
        {
            FieldKind.OneOf or FieldKind.SeveralOf => field.Choices.FirstOrDefault(choice => choice.Value == value)?.Label.In(language) ?? value,
            FieldKind.YesNo => RoomWords.In(language, value == "oui" ? "yes" : "no"),
            FieldKind.Date or FieldKind.BirthDate when LocalDatePattern.Iso.Parse(value) is { Success: true, Value: var date } => date.ToString("d MMMM uuuu", Languages.Culture(language)),
            FieldKind.File => files.GetValueOrDefault(value, value),
            FieldKind.NationalNumber when NationalNumber.Parse(value) is { } number => number.Masked,
            _ => value,
        }));
    }
}
