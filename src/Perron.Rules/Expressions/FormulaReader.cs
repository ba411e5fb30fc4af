using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
namespace Perron.Expressions;

/// <summary>Reads the grammar of docs/expressions.md from left to right, one sign ahead, and types what it reads.</summary>
internal sealed partial class FormulaReader(string text, Vocabulary vocabulary)
{
    private readonly List<Match> _signs = [.. Sign().Matches(text).Cast<Match>()];
    private readonly HashSet<string> _names = [];
    private Vocabulary _here = vocabulary;
    private int _at;
    private int _deep;

    public IReadOnlyCollection<string> Names => _names;

    private string? Next => _at < _signs.Count ? _signs[_at].Value : null;

    public Node Whole()
    {
        if (text.Length > LongestText)
        {
            throw Wrong($"is longer than {LongestText} characters", "Calculate a part of it in a field of its own.");
        }

        var read = Or();
        return Next is null ? read : throw Wrong($"'{Next}' was not expected here", "Join conditions by 'and' or 'or'.");
    }

    private Node Or()
    {
        var left = And();
        while (Take("or"))
        {
            left = new Either(left, And());
        }

        return left;
    }

    private Node And()
    {
        var left = Negation();
        while (Take("and"))
        {
            left = new Both(left, Negation());
        }

        return left;
    }

    private Node Negation() => Take("not") ? new Not(Deeper(Negation)) : Comparison();

    private Node Comparison()
    {
        var left = Sum();
        switch (Next)
        {
            case "==":
                Advance();
                return Equal(left, Sum());
            case "!=":
                Advance();
                return new Not(Equal(left, Sum()));
            case "<" or "<=" or ">" or ">=":
                return Ordered(left, Advance(), Sum());
            case "in":
                Advance();
                return new IsOneOf(Comparable(left), [.. List(left)]);
            case "contains":
                Advance();
                return left.Kind == ValueKind.Texts ? Equal(left, Sum()) : throw Wrong("only a question with several choices contains one", "Write == instead.");
            default:
                return left;
        }
    }

    private Node Equal(Node left, Node right)
    {
        if (left is Literal && right is not Literal)
        {
            (left, right) = (right, left);
        }

        if (left.Kind == ValueKind.Truth && right is Literal { Value: var truth })
        {
            return truth.Kind == ValueKind.Truth ? new IsTruth(left, truth.Holds)
                : truth.Text is "oui" or "non" ? new IsTruth(left, truth.Text == "oui")
                : throw Wrong($"a yes/no question is 'oui' or 'non', never {truth}", "Write == 'oui' or == 'non'.");
        }

        if (right is Literal { Value: var value } && left.Kind is ValueKind.Text or ValueKind.Texts)
        {
            return new IsOneOf(left, [CanBe(left, value)]);
        }

        return left.Kind == right.Kind && left.Kind != ValueKind.Texts ? new Same(left, right)
            : throw Wrong($"{Formula.KindName(left.Kind)} cannot be compared with {Formula.KindName(right.Kind)}", $"Compare it with {Formula.KindName(left.Kind)}.");
    }

    private InOrder Ordered(Node left, string sign, Node right) =>
        left.Kind == right.Kind && left.Kind is ValueKind.Number or ValueKind.Date ? new(left, sign, right)
        : throw Wrong($"'{sign}' stands between two numbers or two dates, not {Formula.KindName(left.Kind)} and {Formula.KindName(right.Kind)}", "Compare numbers with numbers and dates with dates (2026-01-31).");

    private Node Comparable(Node node) => node.Kind is ValueKind.Text or ValueKind.Texts or ValueKind.Number ? node
        : throw Wrong($"'in' asks for a text or a number, not {Formula.KindName(node.Kind)}", "Write == or < instead.");

    private List<Value> List(Node of)
    {
        Demand("[");
        List<Value> values = [Element(of)];
        while (Take(","))
        {
            values.Add(Element(of));
        }

        Demand("]");
        return values;
    }

    private Value Element(Node of) => Primary() is Literal { Value: var value } ? CanBe(of, value) : throw Wrong("a list holds texts in quotes or numbers only", "Write for example in ['a', 'b'].");

    private Value CanBe(Node of, Value value)
    {
        if (value.Kind != (of.Kind == ValueKind.Texts ? ValueKind.Text : of.Kind))
        {
            throw Wrong($"{Formula.KindName(of.Kind)} cannot be compared with {Formula.KindName(value.Kind)}", $"Compare it with {Formula.KindName(of.Kind)}.");
        }

        return of is not Reference { Word: { Choices: { } choices } word } || choices.Contains(value.Text) ? value
            : throw Wrong($"'{word.Name}' can never be '{value.Text}'", $"It can be {string.Join(", ", choices.Select(choice => $"'{choice}'"))}.");
    }

    private Node Sum()
    {
        var left = Product();
        while (Next is "+" or "-")
        {
            var sign = Advance()[0];
            left = Calculated(left, sign, Product());
        }

        return left;
    }

    private Node Product()
    {
        var left = Signed();
        while (Next is "*" or "/")
        {
            var sign = Advance()[0];
            left = Calculated(left, sign, Signed());
        }

        return left;
    }

    private Arithmetic Calculated(Node left, char sign, Node right)
    {
        var isRight = (left.Kind, right.Kind) switch
        {
            (ValueKind.Number, ValueKind.Number) => true,
            (ValueKind.Date, ValueKind.Number) => sign is '+' or '-',
            (ValueKind.Date, ValueKind.Date) => sign == '-',
            _ => false,
        };
        return isRight ? new(left, sign, right) : throw Wrong($"'{sign}' does not stand between {Formula.KindName(left.Kind)} and {Formula.KindName(right.Kind)}", "Calculate with numbers, or add days to a date.");
    }

    private Node Signed()
    {
        if (!Take("-"))
        {
            return Primary();
        }

        var number = Deeper(Signed);
        return number.Kind == ValueKind.Number ? new Arithmetic(new Literal(Value.Of(0m)), '-', number) : throw Wrong("only a number has a sign", "Remove the '-'.");
    }

    private Node Primary()
    {
        if (Next is not { } sign)
        {
            throw Wrong("something is missing at the end", "Complete the expression.");
        }

        switch (sign[0])
        {
            case '(':
                Advance();
                var inner = Deeper(Or);
                Demand(")");
                return inner;
            case '\'' when sign.Length > 1:
                return new Literal(Value.Of(Advance()[1..^1]));
            case >= '0' and <= '9' when LocalDatePattern.Iso.Parse(sign) is { Success: true, Value: var date }:
                Advance();
                return new Literal(Value.Of(date));
            case >= '0' and <= '9' when decimal.TryParse(sign, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number):
                Advance();
                return new Literal(Value.Of(number));
            default:
                return char.IsLetter(sign[0]) && !Kept.Contains(sign) ? NameOrCall(Advance()) : throw Wrong($"'{sign}' was not expected here", "Write a name, a number, a date (2026-01-31) or a text in quotes.");
        }
    }

    private Node NameOrCall(string name) => name switch
    {
        "true" => new Literal(Value.Of(true)),
        "false" => new Literal(Value.Of(false)),
        _ when Next == "(" => Called(name),
        _ => Named(name),
    };

    private Reference Named(string name)
    {
        _names.Add(name);
        return _here.Find(name, out var depth, out var place) is not { } word ? throw Unknown(name)
            : word.Group is not null ? throw Wrong($"'{name}' is a repeated group", $"Write for example count({name}) > 0.")
            : new(word, depth, place);
    }

    private Node Called(string name)
    {
        Demand("(");
        var called = Deeper<Node>(() => name switch
        {
            "if" => If(),
            "answered" => new Answered(Or()),
            "count" or "sum" or "any" or "all" => Rows(name),
            "min" or "max" when Next is { } first && _here.Find(first, out _, out _) is { Group: not null } => Rows(name),
            _ => Plain(name),
        });
        Demand(")");
        return called;
    }

    private Choose If()
    {
        var condition = Or();
        Demand(",");
        var yes = Or();
        Demand(",");
        var no = Or();
        return yes.Kind == no.Kind ? new(condition, yes, no) : throw Wrong($"'if' gives {Formula.KindName(yes.Kind)} or {Formula.KindName(no.Kind)}", "Both must be of the same kind.");
    }

    // The second argument is read with the names of one row at hand.
    private OverRows Rows(string what)
    {
        var name = Advance();
        _names.Add(name);
        if (_here.Find(name, out var depth, out var place) is not { } word)
        {
            throw Unknown(name);
        }

        if (word.Group is not { } group)
        {
            throw Wrong($"'{name}' is no repeated group, so '{what}' has nothing to go through", "Name a group.");
        }

        if (!Take(","))
        {
            return what == "count" ? new(what, new(word, depth, place), null) : throw Wrong($"'{what}' needs a second part", $"Write {what}({name}, …).");
        }

        var (before, of) = (_here, (Node?)null);
        _here = group;
        of = Or();
        _here = before;
        return (what, of.Kind) is ("sum", not ValueKind.Number) or ("min" or "max", not (ValueKind.Number or ValueKind.Date))
            ? throw Wrong($"'{what}' asks for numbers, not {Formula.KindName(of.Kind)}", "Name a number of the row.")
            : new(what, new(word, depth, place), of);
    }

    private Call Plain(string name)
    {
        if (!Function.All.TryGetValue(name, out var function))
        {
            throw Wrong($"there is no function '{name}'", $"There are {string.Join(", ", Function.All.Keys.Concat(["if", "answered", "count", "sum", "any", "all"]).Order(StringComparer.Ordinal))}.");
        }

        List<Node> arguments = [Or()];
        while (Take(","))
        {
            arguments.Add(Or());
        }

        var isDates = function.Name is "min" or "max" && arguments.All(argument => argument.Kind == ValueKind.Date);
        return arguments.Count < function.Least || arguments.Count > function.Most ? throw Wrong($"'{name}' takes {function.Least} to {function.Most} values", "Give as many.")
            : arguments.FirstOrDefault(argument => argument.Kind != function.Takes && !isDates) is { } wrong ? throw Wrong($"'{name}' asks for {Formula.KindName(function.Takes)}, not {Formula.KindName(wrong.Kind)}", "Give it the right kind.")
            : new(function, arguments);
    }

    private T Deeper<T>(Func<T> read)
    {
        if (++_deep > Deepest)
        {
            throw Wrong("is nested too deep", "Calculate a part of it in a field of its own.");
        }

        var inner = read();
        _deep--;
        return inner;
    }

    private string Advance() => _at < _signs.Count ? _signs[_at++].Value : throw Wrong("something is missing at the end", "Complete the expression.");

    private bool Take(string sign)
    {
        var taken = Next == sign;
        _at += taken ? 1 : 0;
        return taken;
    }

    private void Demand(string sign)
    {
        if (!Take(sign))
        {
            throw Wrong($"'{sign}' was expected {(Next is null ? "at the end" : $"before '{Next}'")}", $"Add '{sign}'.");
        }
    }

    private FormulaFault Unknown(string name) =>
        Wrong($"nothing before it gives '{name}'", _here.Nearest(name, out var nearest) ? $"Did you mean '{nearest}'?" : "Correct the name, or move the question before it.");

    private FormulaFault Wrong(string message, string remedy) =>
        new(text, _at == 0 ? 0 : _signs[Math.Min(_at, _signs.Count) - 1].Index, message, remedy);

    private const int LongestText = 2000;
    private const int Deepest = 40;

    private static readonly HashSet<string> Kept = ["and", "or", "not", "in", "contains"];

    // A hyphen inside a name belongs to it; a minus stands between spaces.
    [GeneratedRegex(@"'[^']*'|==|!=|<=|>=|\d{4}-\d{2}-\d{2}|\d+(?:\.\d+)?|[()\[\],<>+*/-]|\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*(?:\.\p{L}[\p{L}\p{N}]*(?:-[\p{L}\p{N}]+)*)?|\S")]
    private static partial Regex Sign();
}
