using System.Text.RegularExpressions;
using NodaTime.Text;
using Perron.Belgium;
namespace Perron.Forms;

/// <summary>Why an answer cannot be taken. The page has a sentence for each.</summary>
public enum FieldRefusal { Missing, NotADate, InTheFuture, TooLong, NotAnEmail, NotAPhone, NotANumber, NotAChoice, NotANationalNumber, NotDeclared }

/// <summary>Is an answer right for its question? On the server always; the browser's own checks are only a courtesy.</summary>
public static partial class FieldCheck
{
    public const int LongestText = 200, LongestLongText = 4000;

    /// <summary>Null when right. The birth date's future is judged by the caller, who knows today.</summary>
    public static FieldRefusal? Of(FormField field, Answers answers)
    {
        var value = answers.One(field.Name);
        if (field.Kind == FieldKind.Information)
        {
            return null;
        }

        if (field.Kind == FieldKind.Declaration)
        {
            return value == "oui" || field.IsOptional ? null : FieldRefusal.NotDeclared;
        }

        if (value is null)
        {
            return field.IsOptional || (field.Kind == FieldKind.File && field.OtherWays.Contains(answers.One($"{field.Name}-autrement") ?? "")) ? null : FieldRefusal.Missing;
        }

        return field.Kind switch
        {
            FieldKind.Text when value.Length > LongestText => FieldRefusal.TooLong,
            FieldKind.LongText when value.Length > LongestLongText => FieldRefusal.TooLong,
            FieldKind.Email when value.Length > 254 || !Email().IsMatch(value) => FieldRefusal.NotAnEmail,
            FieldKind.Phone when !Phone().IsMatch(value) => FieldRefusal.NotAPhone,
            FieldKind.Date or FieldKind.BirthDate when !LocalDatePattern.Iso.Parse(value).Success => FieldRefusal.NotADate,
            FieldKind.Number when !int.TryParse(value, out _) => FieldRefusal.NotANumber,
            FieldKind.YesNo when value is not ("oui" or "non") => FieldRefusal.NotAChoice,
            FieldKind.OneOf when field.Choices.All(choice => choice.Value != value) => FieldRefusal.NotAChoice,
            FieldKind.SeveralOf when answers.All(field.Name).Any(given => field.Choices.All(choice => choice.Value != given)) => FieldRefusal.NotAChoice,
            FieldKind.NationalNumber when NationalNumber.Parse(value) is null => FieldRefusal.NotANationalNumber,
            _ => null,
        };
    }

    [GeneratedRegex(@"^[^@\s]+@[^@\s]+\.[^@\s.]{2,}$")]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+?[0-9 ./()-]{8,20}$")]
    private static partial Regex Phone();
}
