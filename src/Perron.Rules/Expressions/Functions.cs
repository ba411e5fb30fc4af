using NodaTime;
using Perron.Calendar;
namespace Perron.Expressions;

/// <summary>A function of plain values: min, max, round, floor, ceiling, length, years, months, days, working-days. Of something not answered it gives nothing.</summary>
internal sealed class Call(Function function, IReadOnlyList<Node> arguments) : Node
{
    public override ValueKind Kind => function.Gives ?? arguments[0].Kind;

    public override Value Of(Facts facts)
    {
        var first = arguments[0].Of(facts);
        var second = arguments.Count > 1 ? arguments[1].Of(facts) : Value.Of(0m);
        return first.IsNothing || second.IsNothing ? Value.Nothing : function.Compute(first, second);
    }

    public override string Say(SpokenNames names) => arguments.Count > 1
        ? string.Format(System.Globalization.CultureInfo.InvariantCulture, function.French, arguments[0].Say(names), arguments[1].Say(names))
        : string.Format(System.Globalization.CultureInfo.InvariantCulture, function.French, arguments[0].Say(names), "");
}

/// <summary>A function of the language.</summary>
/// <param name="Takes">The kind of its arguments.</param>
/// <param name="Gives">The kind of its value; null: that of its argument.</param>
/// <param name="Least">How many arguments it takes at least; <paramref name="Most"/> at most.</param>
internal sealed record Function(string Name, ValueKind Takes, ValueKind? Gives, int Least, int Most, string French, Func<Value, Value, Value> Compute)
{
    public static readonly IReadOnlyDictionary<string, Function> All = new List<Function>
    {
        new("min", ValueKind.Number, null, 2, 2, "le plus petit de {0} et {1}", (one, other) => other.CompareTo(one) < 0 ? other : one),
        new("max", ValueKind.Number, null, 2, 2, "le plus grand de {0} et {1}", (one, other) => other.CompareTo(one) > 0 ? other : one),
        new("round", ValueKind.Number, ValueKind.Number, 1, 2, "{0} arrondi", (number, digits) => Value.Of(decimal.Round(number.Number, Math.Clamp((int)digits.Number, 0, 6), MidpointRounding.AwayFromZero))),
        new("floor", ValueKind.Number, ValueKind.Number, 1, 1, "{0} arrondi vers le bas", (number, _) => Value.Of(decimal.Floor(number.Number))),
        new("ceiling", ValueKind.Number, ValueKind.Number, 1, 1, "{0} arrondi vers le haut", (number, _) => Value.Of(decimal.Ceiling(number.Number))),
        new("length", ValueKind.Text, ValueKind.Number, 1, 1, "la longueur de {0}", (text, _) => Value.Of(text.Text.Length)),
        new("years", ValueKind.Date, ValueKind.Number, 2, 2, "le nombre d'années de {0} à {1}", (from, to) => Value.Of(MonthsBetween(from.Date, to.Date) / 12)),
        new("months", ValueKind.Date, ValueKind.Number, 2, 2, "le nombre de mois de {0} à {1}", (from, to) => Value.Of(MonthsBetween(from.Date, to.Date))),
        new("days", ValueKind.Date, ValueKind.Number, 2, 2, "le nombre de jours de {0} à {1}", (from, to) => Value.Of(Period.DaysBetween(from.Date, to.Date))),
        new("working-days", ValueKind.Date, ValueKind.Number, 2, 2, "le nombre de jours ouvrables de {0} à {1}", (from, to) => Value.Of(BelgianHolidays.WorkingDays(from.Date, to.Date))),
    }.ToDictionary(function => function.Name);

    // Whole months, as birthdays are counted: who was born on 29 February is a year older on 1 March. No Period: that would be an object for each rule.
    private static int MonthsBetween(LocalDate from, LocalDate to) =>
        to < from ? -MonthsBetween(to, from) : ((to.Year - from.Year) * 12) + to.Month - from.Month - (to.Day < from.Day ? 1 : 0);
}
