using System.Globalization;
using System.Text.RegularExpressions;
using NodaTime.Text;
using Perron.Expressions;
namespace Perron.Forms;

/// <summary>What was typed, as the value that rules calculate with. What cannot be read is nothing.</summary>
public static partial class FieldValues
{
    /// <summary>What a question of this kind gives to rules.</summary>
    public static ValueKind KindOf(FieldKind kind) => kind switch
    {
        FieldKind.Number or FieldKind.Money => ValueKind.Number,
        FieldKind.Date or FieldKind.BirthDate => ValueKind.Date,
        FieldKind.YesNo or FieldKind.Declaration => ValueKind.Truth,
        FieldKind.SeveralOf or FieldKind.File => ValueKind.Texts,
        _ => ValueKind.Text,
    };

    public static Value Of(FieldKind kind, IReadOnlyList<string> typed) =>
        kind is FieldKind.SeveralOf or FieldKind.File ? typed is [] or [""] ? Value.Nothing : Value.Of(typed)
        : typed is [{ Length: > 0 } first, ..] ? Of(kind, first)
        : Value.Nothing;

    private static Value Of(FieldKind kind, string typed) => kind switch
    {
        FieldKind.Number or FieldKind.Money => Number(typed) is { } number ? Value.Of(number) : Value.Nothing,
        FieldKind.Date or FieldKind.BirthDate => LocalDatePattern.Iso.Parse(typed) is { Success: true, Value: var date } ? Value.Of(date) : Value.Nothing,
        FieldKind.YesNo => typed is "oui" or "non" ? Value.Of(typed == "oui") : Value.Nothing,
        FieldKind.Declaration => Value.Of(typed is "oui" or "on" or "true"),
        _ => Value.Of(typed),
    };

    /// <summary>A number as Belgians type it: 1 899,50 or 1899.50, with or without €. Null when it is none.</summary>
    public static decimal? Number(string typed)
    {
        var bare = Space().Replace(typed, "").TrimEnd('€');
        return Written().IsMatch(bare) && decimal.TryParse(bare.Replace(',', '.'), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>An hour as people type it: 9:30, 09h30, 9 h, 14. Null when it is none.</summary>
    public static NodaTime.LocalTime? Time(string typed) =>
        Hour().Match(typed) is { Success: true } hour && int.Parse(hour.Groups[1].Value, CultureInfo.InvariantCulture) is < 24 and var hours
            && int.Parse(hour.Groups[2] is { Length: > 0, Value: var minutes } ? minutes : "0", CultureInfo.InvariantCulture) is < 60 and var past ? new(hours, past) : null;

    [GeneratedRegex(@"\s")]
    private static partial Regex Space();

    [GeneratedRegex(@"^-?\d{1,15}([.,]\d{1,6})?$")]
    private static partial Regex Written();

    [GeneratedRegex(@"^\s*(\d{1,2})\s*(?:[:hH.]\s*(\d{2})?)?\s*$")]
    private static partial Regex Hour();
}
