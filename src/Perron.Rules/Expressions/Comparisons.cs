namespace Perron.Expressions;

/// <summary>Equal to one of these values. Of several choices: one of them is chosen.</summary>
internal sealed class IsOneOf(Node of, Value[] values) : Node
{
    public override ValueKind Kind => ValueKind.Truth;

    public override Value Of(Facts facts)
    {
        var value = of.Of(facts);
        if (value.Kind == ValueKind.Texts)
        {
            return Value.Of(HasAny(value.Texts));
        }

        foreach (var one in values)
        {
            if (one == value)
            {
                return Value.Of(true);
            }
        }

        return Value.Of(false);
    }

    public override string Say(SpokenNames names) => Said(names, "est", "est l'un de", "contient", "contient l'un de");

    public override string SayNot(SpokenNames names) => Said(names, "n'est pas", "n'est aucun de", "ne contient pas", "ne contient aucun de");

    private string Said(SpokenNames names, string one, string many, string holds, string holdsMany) =>
        (of.Kind == ValueKind.Texts, values.Length) switch
        {
            (true, 1) => $"{of.Say(names)} {holds} {Choice(values[0], names)}",
            (true, _) => $"{of.Say(names)} {holdsMany} : {List(names)}",
            (_, 1) => $"{of.Say(names)} {one} {Choice(values[0], names)}",
            _ => $"{of.Say(names)} {many} : {List(names)}",
        };

    private string List(SpokenNames names) => string.Join(", ", values.Select(value => Choice(value, names)));

    private string Choice(Value value, SpokenNames names) =>
        of is Reference { Word: var word } && value.Kind == ValueKind.Text ? $"« {names.ChoiceOf(word.Name, value.Text)} »" : new Literal(value).Say(names);

    // A loop over an index: an enumerator of the interface would be an allocation for each rule.
    private bool HasAny(IReadOnlyList<string> chosen)
    {
        for (var i = 0; i < chosen.Count; i++)
        {
            for (var j = 0; j < values.Length; j++)
            {
                if (string.Equals(chosen[i], values[j].Text, StringComparison.Ordinal))
                {
                    return true;
                }
            }
        }

        return false;
    }
}

/// <summary>A yes/no question against oui or non.</summary>
internal sealed class IsTruth(Node of, bool wanted) : Node
{
    public override ValueKind Kind => ValueKind.Truth;

    public override Value Of(Facts facts) => Value.Of(of.Of(facts) is { IsNothing: false } value && value.Holds == wanted);

    public override string Say(SpokenNames names) => wanted ? of.SayCondition(names) : $"{Subject(names)} : non";

    public override string SayNot(SpokenNames names) => $"{Subject(names)} n'est pas : {(wanted ? "oui" : "non")}";

    private string Subject(SpokenNames names) => of is Reference { Word: var word } ? $"« {names.NameOf(word.Name)} »" : of.Say(names);
}

/// <summary>Two values of one kind that are the same.</summary>
internal sealed class Same(Node left, Node right) : Node
{
    public override ValueKind Kind => ValueKind.Truth;

    public override Value Of(Facts facts) => Value.Of(left.Of(facts) is { IsNothing: false } value && value == right.Of(facts));

    public override string Say(SpokenNames names) => $"{left.Say(names)} est égal à {right.Say(names)}";

    public override string SayNot(SpokenNames names) => $"{left.Say(names)} est différent de {right.Say(names)}";
}

/// <summary>Numbers and dates in their order. What is not answered is neither smaller nor greater.</summary>
internal sealed class InOrder(Node left, string sign, Node right) : Node
{
    public override ValueKind Kind => ValueKind.Truth;

    public override Value Of(Facts facts) => Value.Of((left.Of(facts).CompareTo(right.Of(facts)), sign) switch
    {
        (null, _) => false,
        ( < 0, "<" or "<=") => true,
        ( > 0, ">" or ">=") => true,
        (0, "<=" or ">=") => true,
        _ => false,
    });

    public override string Say(SpokenNames names) => $"{left.Say(names)} {Words} {right.Say(names)}";

    private string Words => (left.Kind, sign) switch
    {
        (ValueKind.Date, "<") => "est avant le",
        (ValueKind.Date, "<=") => "est au plus tard le",
        (ValueKind.Date, ">") => "est après le",
        (ValueKind.Date, _) => "est au plus tôt le",
        (_, "<") => "est plus petit que",
        (_, "<=") => "est au plus",
        (_, ">") => "est plus grand que",
        _ => "est au moins",
    };
}
