namespace Perron.Forms;

/// <summary>
/// A condition of a form: <c>pour-qui == 'autre' and not (lien in ['avocat', 'notaire'])</c>.
/// Grammar: or := and ('or' and)* · and := not ('and' not)* · not := 'not' not | '(' or ')' | name [('==' | '!=' ) 'text' | 'in' '[' 'text' (',' 'text')* ']'].
/// A name alone asks whether anything was answered. No side effects; names are checked when a form is loaded.
/// </summary>
public abstract record Expression
{
    public abstract bool Holds(Answers answers);

    /// <summary>Every name the condition asks for.</summary>
    public abstract IEnumerable<string> Names();

    public sealed record Is(string Name, IReadOnlyList<string> Values, bool Wanted) : Expression
    {
        public override bool Holds(Answers answers) => answers.All(Name).Any(Values.Contains) == Wanted;
        public override IEnumerable<string> Names() => [Name];
    }

    public sealed record Answered(string Name) : Expression
    {
        public override bool Holds(Answers answers) => answers.Has(Name);
        public override IEnumerable<string> Names() => [Name];
    }

    public sealed record Not(Expression Inner) : Expression
    {
        public override bool Holds(Answers answers) => !Inner.Holds(answers);
        public override IEnumerable<string> Names() => Inner.Names();
    }

    public sealed record Both(Expression Left, Expression Right) : Expression
    {
        public override bool Holds(Answers answers) => Left.Holds(answers) && Right.Holds(answers);
        public override IEnumerable<string> Names() => Left.Names().Concat(Right.Names());
    }

    public sealed record Either(Expression Left, Expression Right) : Expression
    {
        public override bool Holds(Answers answers) => Left.Holds(answers) || Right.Holds(answers);
        public override IEnumerable<string> Names() => Left.Names().Concat(Right.Names());
    }

    /// <summary>Every value with which the condition compares this name.</summary>
    public IEnumerable<string> ValuesOf(string name) => this switch
    {
        Is comparison => comparison.Name == name ? comparison.Values : [],
        Not not => not.Inner.ValuesOf(name),
        Both both => both.Left.ValuesOf(name).Concat(both.Right.ValuesOf(name)),
        Either either => either.Left.ValuesOf(name).Concat(either.Right.ValuesOf(name)),
        _ => [],
    };

    /// <summary>Reads a condition. Throws a FormatException that says where it stops making sense.</summary>
    public static Expression Parse(string text)
    {
        var reader = new ExpressionReader(text);
        var read = reader.Or();
        reader.End();
        return read;
    }
}
