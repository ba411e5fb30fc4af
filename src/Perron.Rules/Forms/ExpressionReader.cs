using System.Text.RegularExpressions;
namespace Perron.Forms;

/// <summary>Reads the grammar of <see cref="Expression"/> from left to right, one sign ahead.</summary>
internal sealed partial class ExpressionReader(string text)
{
    private readonly List<string> _signs = [.. Sign().Matches(text).Select(match => match.Value)];
    private int _at;

    private string? Next => _at < _signs.Count ? _signs[_at] : null;

    public Expression Or()
    {
        var left = And();
        while (Take("or"))
        {
            left = new Expression.Either(left, And());
        }

        return left;
    }

    public void End()
    {
        if (Next is not null)
        {
            throw Wrong("the end");
        }
    }

    private Expression And()
    {
        var left = Not();
        while (Take("and"))
        {
            left = new Expression.Both(left, Not());
        }

        return left;
    }

    private Expression Not()
    {
        if (Take("not"))
        {
            return new Expression.Not(Not());
        }

        if (Take("("))
        {
            var inner = Or();
            Demand(")");
            return inner;
        }

        return Comparison(Name());
    }

    private Expression Comparison(string name)
    {
        if (Take("=="))
        {
            return new Expression.Is(name, [Text()], Wanted: true);
        }

        if (Take("!="))
        {
            return new Expression.Is(name, [Text()], Wanted: false);
        }

        return Take("in") ? new Expression.Is(name, List(), Wanted: true) : new Expression.Answered(name);
    }

    private List<string> List()
    {
        Demand("[");
        List<string> values = [Text()];
        while (Take(","))
        {
            values.Add(Text());
        }

        Demand("]");
        return values;
    }

    private string Name() => Next is { } name && char.IsLetter(name[0]) && name is not ("and" or "or" or "not" or "in") ? Advance() : throw Wrong("the name of a field");

    private string Text() => Next is ['\'', .., '\''] ? Advance()[1..^1] : throw Wrong("a text in quotes");

    private string Advance() => _signs[_at++];

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
            throw Wrong(sign);
        }
    }

    private FormatException Wrong(string wanted) => new($"'{text}': {wanted} was expected {(Next is null ? "at the end" : $"before '{Next}'")}");

    [GeneratedRegex(@"'[^']*'|==|!=|[()\[\],]|[\p{L}][\p{L}\p{N}-]*|\S")]
    private static partial Regex Sign();
}
