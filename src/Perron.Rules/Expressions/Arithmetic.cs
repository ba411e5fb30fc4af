using NodaTime;
namespace Perron.Expressions;

/// <summary>Plus, minus, times, divided by. With something not answered, divided by nothing or out of range it gives nothing.</summary>
internal sealed class Arithmetic(Node left, char sign, Node right) : Node
{
    public override ValueKind Kind => left.Kind == ValueKind.Date && right.Kind != ValueKind.Date ? ValueKind.Date : ValueKind.Number;

    public override Value Of(Facts facts)
    {
        var (one, other) = (left.Of(facts), right.Of(facts));
        if (one.IsNothing || other.IsNothing)
        {
            return Value.Nothing;
        }

        return (one.Kind, other.Kind) switch
        {
            (ValueKind.Date, ValueKind.Date) => Value.Of(Period.DaysBetween(other.Date, one.Date)),
            (ValueKind.Date, _) => Math.Abs(other.Number) < 366_000 ? Value.Of(one.Date.PlusDays((int)(sign == '-' ? -other.Number : other.Number))) : Value.Nothing,
            _ => Numbers(one.Number, other.Number),
        };
    }

    public override string Say(SpokenNames names) => sign switch
    {
        '+' => $"{left.Say(names)} plus {right.Say(names)}",
        '-' => $"{left.Say(names)} moins {right.Say(names)}",
        '*' => $"{Factor(left, names)} fois {Factor(right, names)}",
        _ => $"{Factor(left, names)} divisé par {Factor(right, names)}",
    };

    private static string Factor(Node node, SpokenNames names) => node is Arithmetic { IsSum: true } ? $"({node.Say(names)})" : node.Say(names);

    private bool IsSum => sign is '+' or '-';

    private Value Numbers(decimal one, decimal other)
    {
        try
        {
            return sign switch
            {
                '+' => Value.Of(one + other),
                '-' => Value.Of(one - other),
                '*' => Value.Of(one * other),
                _ => other == 0 ? Value.Nothing : Value.Of(one / other),
            };
        }
        catch (OverflowException)
        {
            return Value.Nothing;
        }
    }
}

/// <summary>Something said of every row of a group.</summary>
internal sealed class OverRows(string what, Reference group, Node? of) : Node
{
    public override ValueKind Kind => what is "any" or "all" ? ValueKind.Truth : what is "min" or "max" ? of!.Kind : ValueKind.Number;

    public override Value Of(Facts facts)
    {
        for (var i = 0; i < group.Depth; i++)
        {
            facts = facts.Outer!;
        }

        var rows = facts.Rows(group.Place);
        return what switch
        {
            "count" => Value.Of(Holding(rows)),
            "any" => Value.Of(Holding(rows) > 0),
            "all" => Value.Of(Holding(rows) == rows.Count),
            "sum" => Sum(rows),
            _ => Extreme(rows),
        };
    }

    public override string Say(SpokenNames names)
    {
        var rows = $"« {names.NameOf(group.Word.Name)} »";
        return what switch
        {
            "count" => of is null ? $"le nombre de {rows}" : $"le nombre de {rows} où {of.SayCondition(names)}",
            "any" => $"pour au moins un de {rows} : {of!.SayCondition(names)}",
            "all" => $"pour chacun de {rows} : {of!.SayCondition(names)}",
            "sum" => $"la somme, pour chacun de {rows}, de {of!.Say(names)}",
            "min" => $"le plus petit, parmi {rows}, de {of!.Say(names)}",
            _ => $"le plus grand, parmi {rows}, de {of!.Say(names)}",
        };
    }

    private int Holding(IReadOnlyList<Facts> rows)
    {
        var holding = 0;
        for (var i = 0; i < rows.Count; i++)
        {
            holding += of is null || of.Of(rows[i]).Holds ? 1 : 0;
        }

        return holding;
    }

    private Value Sum(IReadOnlyList<Facts> rows)
    {
        var sum = 0m;
        for (var i = 0; i < rows.Count; i++)
        {
            var number = of!.Of(rows[i]).Number;
            if (Math.Abs(number) > Largest || Math.Abs(sum) > Largest)
            {
                return Value.Nothing;
            }

            sum += number;
        }

        return Value.Of(sum);
    }

    private Value Extreme(IReadOnlyList<Facts> rows)
    {
        var found = Value.Nothing;
        for (var i = 0; i < rows.Count; i++)
        {
            var value = of!.Of(rows[i]);
            if (found.IsNothing || value.CompareTo(found) is { } order && (what == "min" ? order < 0 : order > 0))
            {
                found = value.IsNothing ? found : value;
            }
        }

        return found;
    }

    private const decimal Largest = 1_000_000_000_000_000_000m;
}
