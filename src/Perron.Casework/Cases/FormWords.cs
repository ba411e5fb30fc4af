using NodaTime;
using NodaTime.Text;
using Perron.Forms;
using Perron.Platform.Web;
namespace Perron.Cases;

/// <summary>Puts a sentence at each answer that cannot be taken, in the language of the page.</summary>
internal static class FormWords
{
    private static readonly Words RoomWords = Words.Of(typeof(FormWords));

    public static void Refuse(PostedForm posted, IEnumerable<FormField> asked, Answers answers, LocalDate today, string language)
    {
        foreach (var field in asked)
        {
            if (FieldCheck.Of(field, answers) is { } refusal)
            {
                posted.Refuse(field.Name, Sentence(refusal, field, language));
            }
            else if (field.Kind == FieldKind.BirthDate && answers.One(field.Name) is { } born && LocalDatePattern.Iso.Parse(born).Value > today)
            {
                posted.Refuse(field.Name, Sentence(FieldRefusal.InTheFuture, field, language));
            }
        }
    }

    public static string Sentence(FieldRefusal refusal, FormField field, string language) => refusal switch
    {
        FieldRefusal.Missing when field.Kind is FieldKind.OneOf or FieldKind.YesNo or FieldKind.SeveralOf => RoomWords.In(language, "refused-choose", field.Label.In(language)),
        FieldRefusal.Missing when field.Kind == FieldKind.File => RoomWords.In(language, "refused-file"),
        _ => RoomWords.In(language, $"refused-{refusal}", field.Label.In(language)),
    };
}
