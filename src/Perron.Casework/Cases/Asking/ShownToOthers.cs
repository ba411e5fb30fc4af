using Perron.Communes;
using Perron.Design;
using Perron.Forms;
using Perron.Platform.Storage;
using Perron.Platform.Web;
namespace Perron.Cases.Asking;

/// <summary>What of a case can be shown to somebody outside, answer by answer and file by file; and what was chosen.</summary>
internal static class ShownToOthers
{
    /// <summary>All that an officer may choose: the value is the name of the question, or the id of the file.</summary>
    public static async Task<IReadOnlyList<Choice>> All(PerronDb db, CaseFile file, Commune commune, string language)
    {
        var files = await Uploads.Of(db, file.Case.Id);
        var nothing = Words.Of(typeof(ShownToOthers)).In(language, "not-given");
        return [.. Answers(file, commune, language, _ => true).Where(answer => answer.Value != nothing).Select(answer => new Choice(answer.Name, WrittenAnswers.Told(answer.Label, answer.Value))), .. files.Select(stored => new Choice(stored.Id, stored.Name))];
    }

    /// <summary>The chosen answers as people read them.</summary>
    public static IEnumerable<(string Name, string Label, string Value)> Answers(CaseFile file, Commune commune, string language, Func<string, bool> isChosen)
    {
        var journey = new Journey(file.Procedure.Form, file.Case.Given, file.Case.House(commune));
        foreach (var question in journey.Steps.SelectMany(journey.Asked).Where(question => question.Field.Kind is not (FieldKind.Information or FieldKind.File) && isChosen(question.Name)))
        {
            yield return (question.Name, question.Field.Label.In(language), WrittenAnswers.Whole(question, file.Case.Given, language));
        }
    }
}
