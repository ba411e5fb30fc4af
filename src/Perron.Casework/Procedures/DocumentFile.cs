using Perron.Forms;
using Perron.Platform.Catalogue;
namespace Perron.Procedures;

/// <summary>Reads what the document of a procedure says. A place that nothing fills is refused with its line: it would be found by an officer before a citizen.</summary>
internal static class DocumentFile
{
    public static ProcedureDocument? Read(YamlPart? yaml, FormDefinition form, bool isOlder)
    {
        if (yaml is null)
        {
            return null;
        }

        var document = new ProcedureDocument(yaml.Local("title"), yaml.Number("valid-months"), [.. yaml.Parts("parts").Select(part => Part(part, form, isOlder))]);
        yaml.End();
        return document.Parts is [] && !isOlder && form.Playing(FieldRole.Purpose) is null
            ? throw yaml.Fault("the usual text of a document says for what it is issued, and no question has the role 'purpose'", "Give a question that role, or write the text yourself under 'parts'.")
            : document;
    }

    private static DocumentPart Part(YamlPart yaml, FormDefinition form, bool isOlder)
    {
        var part = new DocumentPart(yaml.Local("text", isOptional: true), yaml.Has("show") ? yaml.Choice<DocumentShows>("show") : null);
        yaml.End();
        if (!isOlder && part.Text.IsEmpty == part.Shows is null)
        {
            throw yaml.Fault("a part of a document is either written or shown", "Write 'text: { fr: … }' or 'show: household', and not both.");
        }

        if (!isOlder && part.Fields.FirstOrDefault(name => !ProcedureDocument.KnownFields.Contains(name) && !form.Steps.Any(step => step.Fields.Any(field => field.Name == name))) is { } unknown)
        {
            throw yaml.Fault($"nothing fills {{{unknown}}}", $"Name a question of the form, or one of {string.Join(", ", ProcedureDocument.KnownFields)}.", yaml.LineOf("text"));
        }

        return !isOlder && part.Fields.Contains("purpose") && form.Playing(FieldRole.Purpose) is null
            ? throw yaml.Fault("nothing fills {purpose}", "Give the question for it the role 'purpose'.", yaml.LineOf("text"))
            : part;
    }
}
