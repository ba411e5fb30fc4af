using NodaTime;
using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Web;
using Perron.Procedures;
using Perron.Registers;
namespace Perron.Cases.Documents;

/// <summary>
/// Writes what stands on a document, by the template of its procedure: what the register says on this day, signed by delegation.
/// In the official language of the commune, or in the facility language in which its inhabitant asked; no national number stands on it.
/// </summary>
public sealed class DocumentTemplate(CaseFile file, RegisteredHousehold household, Signatory signatory, Commune commune, LocalDate today)
{
    private static readonly Words RoomWords = Words.Of(typeof(DocumentTemplate));
    private static readonly Dictionary<string, string> NoFiles = [];
    private readonly string _language = file.DocumentLanguage(commune);
    private readonly ProcedureDocument _document = file.Procedure.Document ?? throw new InvalidOperationException("The procedure ends in no document.");

    public LocalDate ValidUntil => today.PlusMonths(_document.ValidMonths);

    /// <param name="lacks">What the template names and this case does not say; with any of it, no document.</param>
    public DocumentContent Written(out IReadOnlyList<string> lacks)
    {
        var missing = new List<string>();
        IReadOnlyList<DocumentBlock> blocks =
        [
            .. _document.Parts is [] ? Usual(missing) : _document.Parts.SelectMany(part => Part(part, missing)),
            DocumentBlock.Of(Say("done-at", commune.Name, today.LongDate(_language))),
            DocumentBlock.Of(signatory.Delegation.In(_language)),
            DocumentBlock.Of(signatory.Name, DocumentBlockKind.Strong),
            DocumentBlock.Of(signatory.Role.In(_language)),
        ];
        lacks = [.. missing.Distinct()];
        return new(
            _language, commune.Titled(_language), file.Case.Reference, today.LongDate(_language), _document.Title.In(_language), blocks,
            file.Extract is { } extract ? Say("source", extract.Source, commune.Local(extract.ReadAt).DateAndTime(_language)) : "");
    }

    private IEnumerable<DocumentBlock> Usual(List<string> missing) =>
    [
        DocumentBlock.Of(Filled(Say("certified"), missing)),
        .. Household(),
        DocumentBlock.Of(Filled(Say("purpose"), missing)),
        DocumentBlock.Of(Filled(Say("valid-until"), missing)),
    ];

    private IEnumerable<DocumentBlock> Part(DocumentPart part, List<string> missing) => part.Shows switch
    {
        DocumentShows.Household => Household(),
        DocumentShows.Address => [Address()],
        _ => [DocumentBlock.Of(Filled(part.Text.In(_language), missing))],
    };

    private DocumentBlock Address() => DocumentBlock.Of(string.Join('\n', household.Address.Prepend(Say("address"))));

    // As the register writes it: the reference person first, each with the tie to that person.
    private IEnumerable<DocumentBlock> Household() =>
    [
        DocumentBlock.Of($"{Say("household-of")} {household.Subject.FullName}", DocumentBlockKind.Heading),
        Address(),
        new(DocumentBlockKind.Table, "",
        [
            [Say("column-name"), Say("column-born"), Say("column-tie")],
            .. household.Members.Select(member => (IReadOnlyList<string>)
                [$"{member.Person.FamilyName.ToUpper(Languages.Culture(_language))} {member.Person.GivenName}", member.Person.BornOn.ToString("dd.MM.uuuu", null), Tie(member.Tie)]),
        ]),
    ];

    private string Filled(string text, List<string> missing) => DocumentPart.Filled(text, name =>
    {
        var value = Value(name);
        if (value.Length == 0)
        {
            missing.Add(file.Procedure.Form.AllFields.FirstOrDefault(field => field.Name == name)?.Label.In(commune.Language) ?? name);
        }

        return value;
    });

    private string Value(string name) => name switch
    {
        "signatory" => signatory.Name,
        "role" => signatory.Role.In(_language),
        "delegation" => signatory.Delegation.In(_language),
        "commune" => commune.Name,
        "today" => today.LongDate(_language),
        "valid-until" => ValidUntil.LongDate(_language),
        "reference" => file.Case.Reference,
        "person" => household.Subject.FullName,
        "born" => household.Subject.BornOn.LongDate(_language),
        "purpose" => Answered(question => question.Field.Role == FieldRole.Purpose),
        _ => Answered(question => question.Name == name),
    };

    private string Answered(Func<Question, bool> which)
    {
        var journey = new Journey(file.Procedure.Form, file.Case.Given, file.Case.House(commune));
        return journey.Steps.SelectMany(journey.Asked).FirstOrDefault(which) is { } asked ? WrittenAnswers.Value(asked, file.Case.Given, NoFiles, _language) : "";
    }

    private string Tie(string tie) => RoomWords.All(_language).GetValueOrDefault($"tie-{tie}") ?? tie;

    private string Say(string key, params object?[] arguments) => RoomWords.In(_language, $"paper-{key}", arguments);
}
