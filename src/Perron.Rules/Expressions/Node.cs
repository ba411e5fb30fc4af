using System.Globalization;
using NodaTime;
namespace Perron.Expressions;

/// <summary>One part of a formula.</summary>
internal abstract class Node
{
    public abstract ValueKind Kind { get; }

    public abstract Value Of(Facts facts);

    /// <summary>In French: a value as a noun, a condition as a clause.</summary>
    public abstract string Say(SpokenNames names);

    /// <summary>As a clause, also where it is a value of which only the presence counts.</summary>
    public virtual string SayCondition(SpokenNames names) => Kind == ValueKind.Truth ? Say(names) : $"{Say(names)} est renseigné";

    /// <summary>The contrary, as a clause.</summary>
    public virtual string SayNot(SpokenNames names) => Kind == ValueKind.Truth ? $"il n'est pas vrai que {Say(names)}" : $"{Say(names)} n'est pas renseigné";
}

/// <summary>A number, text, date or truth as written.</summary>
internal sealed class Literal(Value value) : Node
{
    public Value Value => value;

    public override ValueKind Kind => value.Kind;

    public override Value Of(Facts facts) => value;

    public override string Say(SpokenNames names) => value.Kind switch
    {
        ValueKind.Text => $"« {value.Text} »",
        ValueKind.Date => value.Date.ToString("d MMMM uuuu", CultureInfo.GetCultureInfo("fr-BE")),
        ValueKind.Number => value.Number.ToString("#,0.##", CultureInfo.GetCultureInfo("fr-BE")),
        ValueKind.Truth => value.Holds ? "toujours" : "jamais",
        _ => "",
    };
}

/// <summary>A name, so many groups further out.</summary>
internal sealed class Reference(Word word, int depth, int place) : Node
{
    public Word Word => word;

    public int Place => place;

    public int Depth => depth;

    public override ValueKind Kind => word.Kind;

    public override Value Of(Facts facts)
    {
        for (var i = 0; i < depth; i++)
        {
            facts = facts.Outer!;
        }

        return facts[place];
    }

    public override string Say(SpokenNames names) => word.Kind == ValueKind.Truth ? SayCondition(names) : $"« {names.NameOf(word.Name)} »";

    public override string SayCondition(SpokenNames names) => word.Kind == ValueKind.Truth ? $"« {names.NameOf(word.Name)} » : oui" : base.SayCondition(names);

    public override string SayNot(SpokenNames names) => word.Kind == ValueKind.Truth ? $"« {names.NameOf(word.Name)} » n'est pas : oui" : base.SayNot(names);
}

internal sealed class Both(Node left, Node right) : Node
{
    public override ValueKind Kind => ValueKind.Truth;

    public override Value Of(Facts facts) => Value.Of(left.Of(facts).Holds && right.Of(facts).Holds);

    public override string Say(SpokenNames names) => $"{Side(left, names)} et {Side(right, names)}";

    private static string Side(Node side, SpokenNames names) => side is Either ? $"({side.SayCondition(names)})" : side.SayCondition(names);
}

internal sealed class Either(Node left, Node right) : Node
{
    public override ValueKind Kind => ValueKind.Truth;

    public override Value Of(Facts facts) => Value.Of(left.Of(facts).Holds || right.Of(facts).Holds);

    public override string Say(SpokenNames names) => $"{left.SayCondition(names)} ou {right.SayCondition(names)}";

    public override string SayNot(SpokenNames names) => $"{left.SayNot(names)} et {right.SayNot(names)}";
}

internal sealed class Not(Node inner) : Node
{
    public override ValueKind Kind => ValueKind.Truth;

    public override Value Of(Facts facts) => Value.Of(!inner.Of(facts).Holds);

    public override string Say(SpokenNames names) => inner.SayNot(names);

    public override string SayNot(SpokenNames names) => inner.SayCondition(names);
}

/// <summary>Whether anything was answered.</summary>
internal sealed class Answered(Node inner) : Node
{
    public override ValueKind Kind => ValueKind.Truth;

    public override Value Of(Facts facts) => Value.Of(!inner.Of(facts).IsNothing);

    public override string Say(SpokenNames names) => $"{inner.Say(names)} est renseigné";

    public override string SayNot(SpokenNames names) => $"{inner.Say(names)} n'est pas renseigné";
}

/// <summary>One of two, by a condition.</summary>
internal sealed class Choose(Node condition, Node yes, Node no) : Node
{
    public override ValueKind Kind => yes.Kind;

    public override Value Of(Facts facts) => condition.Of(facts).Holds ? yes.Of(facts) : no.Of(facts);

    public override string Say(SpokenNames names) => $"(si {condition.SayCondition(names)} : {yes.Say(names)} ; sinon : {no.Say(names)})";
}
