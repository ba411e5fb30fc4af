using Perron.Belgium;
using Perron.Expressions;
using Perron.Forms;
using Perron.Platform.Web;
namespace Perron.Cases.Asking;

/// <summary>Puts a sentence at each answer that cannot be taken, in the language of the page.</summary>
internal static class FormWords
{
    private static readonly Words RoomWords = Words.Of(typeof(FormWords));

    public static void Refuse(PostedForm posted, IEnumerable<Refused> refusals, string language)
    {
        foreach (var refused in refusals)
        {
            posted.Refuse(refused.Name, Sentence(refused, language));
        }
    }

    public static string Sentence(Refused refused, string language)
    {
        var label = refused.Part is { Suffix.Length: > 0 } part ? PartLabel(part, language) : refused.Field.Label.In(language);
        return refused.Why switch
        {
            FieldRefusal.ARule => refused.Message?.In(language) ?? "",
            FieldRefusal.Missing when refused.Field.Kind is FieldKind.OneOf or FieldKind.YesNo or FieldKind.SeveralOf => RoomWords.In(language, "refused-choose", label),
            FieldRefusal.Missing when refused.Field.Kind == FieldKind.File => RoomWords.In(language, "refused-file"),
            FieldRefusal.Missing when refused.Field.Kind == FieldKind.Group => RoomWords.In(language, "refused-rows", label),
            FieldRefusal.WrongNumber => Number(refused, label, language),
            FieldRefusal.NotOfPostcode => RoomWords.In(language, "refused-NotOfPostcode", refused.Limit.ToString(), Served(refused.Limit.ToString(), language)),
            FieldRefusal.NoSuchPostcode => RoomWords.In(language, "refused-NoSuchPostcode", refused.Limit.ToString()),
            FieldRefusal.TooEarly or FieldRefusal.TooLate => RoomWords.In(language, $"refused-{refused.Why}", label, refused.Limit.Date.LongDate(language)),
            _ => RoomWords.In(language, $"refused-{refused.Why}", label, refused.Limit.Kind == ValueKind.Number ? refused.Limit.Number.ToString("#,0.##", Languages.Culture(language)) : ""),
        };
    }

    /// <summary>What one box of a question is called: the street of an address.</summary>
    public static string PartLabel(FieldPart part, string language) => RoomWords.In(language, $"part{part.Suffix.Replace('.', '-')}");

    // "Schaerbeek", "Etterbeek ou Bruxelles".
    private static string Served(string postcode, string language) =>
        Postcode.Parse(postcode) is { } known ? Postcodes.Of(known).Select(one => one.Called(language)).Aggregate((all, one) => RoomWords.In(language, "served-or", all, one)) : "";

    // Each number has an example of its own; what is wrong with it is said alike for all.
    private static string Number(Refused refused, string label, string language) =>
        RoomWords.In(language, $"refused-number-{refused.Number ?? NumberRefusal.WrongLength}", label) + " " + RoomWords.In(language, $"number-example-{refused.Part?.Kind ?? refused.Field.Kind}");
}
