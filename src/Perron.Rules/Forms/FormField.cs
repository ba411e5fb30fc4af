using Perron.Expressions;
using Perron.Texts;
namespace Perron.Forms;

/// <summary>What sort of answer a field takes.</summary>
public enum FieldKind
{
    Text, LongText, Email, Phone, Date, BirthDate, Time, Number, Money, YesNo, OneOf, SeveralOf,
    NationalNumber, EnterpriseNumber, Iban, StructuredCommunication, LicencePlate, Postcode, HouseNumber,
    Address, Person, CoApplicant, Place, File, Declaration, Signature, Information, Calculated, Group,
}

/// <summary>One choice of a list.</summary>
/// <param name="When">It is offered only while this holds; null: always.</param>
/// <param name="Columns">What else stands in its line, when the list is a table of the commune.</param>
public sealed record FormChoice(string Value, LocalText Label, LocalText Hint, Formula? When = null, IReadOnlyDictionary<string, Value>? Columns = null);

/// <summary>Something that must hold of the answers, and what is said where it does not.</summary>
public sealed record FormCheck(Formula Holds, LocalText Message);

/// <summary>One question. Its rules know what stands before it and, for a check, its own answer.</summary>
public sealed record FormField(string Name, FieldKind Kind, LocalText Label)
{
    public LocalText Hint { get; init; } = LocalText.Empty;

    public bool IsOptional { get; init; }

    /// <summary>Where it stands in the catalogue: the file of the procedure or of a block; null when it was not read from one.</summary>
    public RuleSource? At { get; init; }

    /// <summary>It is asked only while this holds; null: always.</summary>
    public Formula? When { get; init; }

    /// <summary>It must be answered while this holds; null: always, unless it is optional.</summary>
    public Formula? Required { get; init; }

    /// <summary>What a calculated field is.</summary>
    public Formula? Value { get; init; }

    public IReadOnlyList<FormCheck> Checks { get; init; } = [];

    /// <summary>For a number: copies and planters are not cut in two.</summary>
    public bool IsWhole { get; init; }

    /// <summary>The smallest number, or the earliest date.</summary>
    public Formula? Least { get; init; }

    /// <summary>The greatest number, or the latest date.</summary>
    public Formula? Most { get; init; }

    public IReadOnlyList<FormChoice> Choices { get; init; } = [];

    /// <summary>The table of the commune that gives its choices; null when they stand in the form.</summary>
    public string? Table { get; init; }

    /// <summary>For a list of the commune: only the lines are offered whose column (the key) holds the answer to that earlier question (the value).</summary>
    public IReadOnlyDictionary<string, string> Where { get; init; } = new Dictionary<string, string>();

    /// <summary>For an e-mail address: it must have answered with a code.</summary>
    public bool IsVerified { get; init; }

    /// <summary>For a file: which endings are taken; empty: those of evidence (pdf, jpg, png).</summary>
    public IReadOnlyList<string> Accept { get; init; } = [];

    /// <summary>For a file: "missing" (I do not have it) and "counter" (I will bring it to the counter).</summary>
    public IReadOnlyList<string> OtherWays { get; init; } = [];

    /// <summary>How many rows of a group, or files, there must be at least.</summary>
    public int FewestRows { get; init; }

    /// <summary>How many rows of a group, or files, there can be at most.</summary>
    public int MostRows { get; init; } = 10;

    /// <summary>What the house reads in the answer; null: nothing.</summary>
    public FieldRole? Role { get; init; }

    /// <summary>It concerns both applicants, also when they live apart: what is asked about their child.</summary>
    public bool IsCommon { get; init; }

    /// <summary>What of the citizen's profile is proposed: email, phone, given-name, family-name.</summary>
    public string? Prefill { get; init; }

    /// <summary>What one row of a group is called: "Témoin".</summary>
    public LocalText Row { get; init; } = LocalText.Empty;

    /// <summary>The questions of one row of a group.</summary>
    public IReadOnlyList<FormField> Fields { get; init; } = [];

    /// <summary>Every rule of it.</summary>
    internal IEnumerable<Formula?> Rules => Checks.Select(check => check.Holds).Concat(Choices.Select(choice => choice.When)).Concat([When, Required, Value, Least, Most]);

    internal static IEnumerable<FormField> WithInner(FormField field) => field.Fields.SelectMany(WithInner).Prepend(field);

    /// <summary>Whether this name stands for its answer, or a part of it.</summary>
    public bool Gives(string name) => name == Name || name == OtherwiseName || name == ProofName || name.StartsWith($"{Name}.", StringComparison.Ordinal);

    /// <summary>By how it comes instead, a file can be answered too.</summary>
    public string OtherwiseName => $"{Name}{Otherwise}";

    /// <summary>The address that has answered with a code stands under this name: the house writes it, never the form.</summary>
    public string ProofName => $"{Name}{Proof}";

    internal const string Otherwise = "-autrement";
    public const string Proof = "-prouvee";
}
