using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.Text;
using Perron.Belgium;
using Perron.Expressions;
using Perron.Texts;
namespace Perron.Forms;

/// <summary>Why an answer cannot be taken. The page has a sentence for each.</summary>
public enum FieldRefusal
{
    Missing, NotADate, InTheFuture, NotATime, TooLong, NotAnEmail, NotAPhone, NotANumber, TooSmall, TooGreat, TooEarly, TooLate, NotAChoice,
    NotAHouseNumber, WrongNumber, NotDeclared, TooFew, TooMany, ARule, NotProven, NotWhole, NoSuchPostcode, NotOfPostcode, NotAPoint, OutsideCommune,
}

/// <summary>An answer that cannot be taken.</summary>
/// <param name="Name">The box at which it is said.</param>
/// <param name="Number">For a number with a form of its own: what is wrong with it.</param>
/// <param name="Limit">What it had to be at least or at most; for a municipality: the postcode to which it must belong.</param>
/// <param name="Message">What the form itself says, when a rule of the form refused it.</param>
public sealed record Refused(string Name, FormField Field, FieldPart? Part, FieldRefusal Why, NumberRefusal? Number = null, Value Limit = default, LocalText? Message = null);

/// <summary>Is an answer right for its question? On the server always; the browser's own checks are only a courtesy.</summary>
public static partial class FieldCheck
{
    public const int LongestText = 200, LongestLongText = 4000;

    /// <summary>All that is wrong with the answer to this question, the rows of a group included.</summary>
    /// <param name="ground">Where the commune is: a point outside is not taken; null when that is not known.</param>
    public static void Of(Question question, Answers answers, ICollection<Refused> into, Bounds? ground = null)
    {
        var (field, before) = (question.Field, into.Count);
        switch (field.Kind)
        {
            case FieldKind.Information or FieldKind.Calculated:
                break;
            case FieldKind.Group:
                OfGroup(question, answers, into, ground);
                break;
            case FieldKind.File:
                OfFile(question, answers, into);
                break;
            default:
                OfParts(question, answers, into);
                if (field.Kind == FieldKind.Place && into.Count == before)
                {
                    OfPoint(question, answers, into, ground);
                }

                break;
        }

        // By index: an enumerator would be an object for each question that has rules.
        var isAnswered = into.Count == before && !question.IsEmpty(answers);
        for (var i = 0; i < field.Checks.Count && isAnswered && into.Count == before; i++)
        {
            if (!field.Checks[i].Holds.Holds(question.Facts))
            {
                into.Add(new(question.FirstBox, field, null, FieldRefusal.ARule, Message: field.Checks[i].Message));
            }
        }
    }

    private static void OfGroup(Question question, Answers answers, ICollection<Refused> into, Bounds? ground)
    {
        var field = question.Field;
        if (question.Rows.Count < (question.IsRequired ? Math.Max(field.FewestRows, 0) : 0))
        {
            into.Add(new(question.Name, field, null, question.Rows.Count == 0 ? FieldRefusal.Missing : FieldRefusal.TooFew, Limit: Value.Of((decimal)field.FewestRows)));
        }

        if (question.Rows.Count > field.MostRows)
        {
            into.Add(new(question.Name, field, null, FieldRefusal.TooMany, Limit: Value.Of((decimal)field.MostRows)));
        }

        foreach (var inner in question.Rows.SelectMany(row => row.Questions))
        {
            Of(inner, answers, into, ground);
        }
    }

    private static void OfFile(Question question, Answers answers, ICollection<Refused> into)
    {
        var (field, files) = (question.Field, answers.All(question.Name).Count(id => id.Length > 0));
        if (files > field.MostRows)
        {
            into.Add(new(question.Name, field, null, FieldRefusal.TooMany, Limit: Value.Of((decimal)field.MostRows)));
        }
        else if (files < (question.IsRequired || files > 0 ? Math.Max(1, field.FewestRows) : 0) && !field.OtherWays.Contains(answers.One(question.Name + FormField.Otherwise) ?? ""))
        {
            into.Add(new(question.Name, field, null, files == 0 ? FieldRefusal.Missing : FieldRefusal.TooFew, Limit: Value.Of((decimal)field.FewestRows)));
        }
    }

    private static void OfParts(Question question, Answers answers, ICollection<Refused> into)
    {
        var (isLeftOut, before) = (!question.IsRequired && question.IsEmpty(answers), into.Count);
        foreach (var part in FieldPart.Of(question.Field.Kind))
        {
            if (part.IsOfPoint)
            {
                continue; // no box that anybody types in: refused at the words of the place
            }

            var typed = answers.One(question.Name + part.Suffix);
            var refused = part.Kind == FieldKind.Declaration ? (typed is "oui" or "on" or "true" || isLeftOut ? null : Because(FieldRefusal.NotDeclared))
                : typed is null ? (isLeftOut || part.IsOptional || HasPoint(question, answers) ? null : Because(FieldRefusal.Missing))
                : OfText(part.Kind, typed, question, answers);
            if (refused is { } why)
            {
                into.Add(new(question.Name + part.Suffix, question.Field, part, why.Refusal, why.Number, why.Limit));
            }
        }

        if (question.Field.Kind == FieldKind.Address && into.Count == before && !isLeftOut)
        {
            OfAddress(question, answers, into);
        }
    }

    // Each box is right by itself: do postcode and municipality belong together?
    private static void OfAddress(Question question, Answers answers, ICollection<Refused> into)
    {
        if (Postcode.Parse(answers.One(question.Name + FieldPart.OfPostcode.Suffix)) is not { } postcode)
        {
            return;
        }

        var served = Postcodes.Of(postcode);
        if (Postcodes.IsNone(postcode))
        {
            into.Add(new(question.Name + FieldPart.OfPostcode.Suffix, question.Field, FieldPart.OfPostcode, FieldRefusal.NoSuchPostcode, Limit: Value.Of(postcode.Digits)));
        }
        else if (served.Count > 0 && answers.One(question.Name + FieldPart.OfMunicipality.Suffix) is { } municipality && !served.Any(one => one.IsWritten(municipality)))
        {
            into.Add(new(question.Name + FieldPart.OfMunicipality.Suffix, question.Field, FieldPart.OfMunicipality, FieldRefusal.NotOfPostcode, Limit: Value.Of(postcode.Digits)));
        }
    }

    // Where somebody has shown it on the map, nothing more need be written.
    private static bool HasPoint(Question question, Answers answers) =>
        question.Field.Kind == FieldKind.Place && answers.Has(question.Name + FieldPart.Latitude) && answers.Has(question.Name + FieldPart.Longitude);

    private static void OfPoint(Question question, Answers answers, ICollection<Refused> into, Bounds? ground)
    {
        var (latitude, longitude) = (answers.One(question.Name + FieldPart.Latitude), answers.One(question.Name + FieldPart.Longitude));
        if (latitude is null && longitude is null)
        {
            return;
        }

        if (Coordinates.Parse(latitude, longitude) is not { } point)
        {
            into.Add(new(question.Name, question.Field, null, FieldRefusal.NotAPoint));
        }
        else if (ground?.Holds(point) is false)
        {
            into.Add(new(question.Name, question.Field, null, FieldRefusal.OutsideCommune));
        }
    }

    private static Why? OfText(FieldKind kind, string typed, Question question, Answers answers) => kind switch
    {
        FieldKind.LongText => typed.Length > LongestLongText ? new(FieldRefusal.TooLong, null, Value.Of((decimal)LongestLongText)) : null,
        _ when typed.Length > LongestText && kind != FieldKind.SeveralOf => new(FieldRefusal.TooLong, null, Value.Of((decimal)LongestText)),
        FieldKind.Email => !Email().IsMatch(typed) ? Because(FieldRefusal.NotAnEmail) : question.Field.IsVerified && !question.IsProven(answers) ? Because(FieldRefusal.NotProven) : null,
        FieldKind.Phone => Phone().IsMatch(typed) && typed.Count(char.IsAsciiDigit) is >= 8 and <= 15 ? null : Because(FieldRefusal.NotAPhone),
        FieldKind.Date or FieldKind.BirthDate => OfDate(kind, typed, question),
        FieldKind.Time => FieldValues.Time(typed) is null ? Because(FieldRefusal.NotATime) : null,
        FieldKind.Number or FieldKind.Money => OfNumber(typed, question),
        FieldKind.YesNo => typed is "oui" or "non" ? null : Because(FieldRefusal.NotAChoice),
        FieldKind.OneOf => question.Offers(typed) ? null : Because(FieldRefusal.NotAChoice),
        FieldKind.SeveralOf => answers.All(question.Name).All(question.Offers) ? null : Because(FieldRefusal.NotAChoice),
        FieldKind.NationalNumber => Because(NationalNumber.Why(typed, question.Facts.Today())),
        FieldKind.EnterpriseNumber => Because(EnterpriseNumber.Why(typed)),
        FieldKind.Iban => Because(Iban.Why(typed)),
        FieldKind.StructuredCommunication => Because(StructuredCommunication.Why(typed)),
        FieldKind.LicencePlate => Because(LicencePlate.Why(typed)),
        FieldKind.Postcode => Because(Postcode.Why(typed)),
        FieldKind.HouseNumber => HouseNumber().IsMatch(typed) ? null : Because(FieldRefusal.NotAHouseNumber),
        _ => null,
    };

    private static Why? OfDate(FieldKind kind, string typed, Question question) =>
        LocalDatePattern.Iso.Parse(typed) is not { Success: true, Value: var date } ? Because(FieldRefusal.NotADate)
        : kind == FieldKind.BirthDate && date > question.Facts.Today() ? Because(FieldRefusal.InTheFuture)
        : question.Field.Least?.Of(question.Facts) is { Kind: ValueKind.Date } least && date < least.Date ? new(FieldRefusal.TooEarly, null, least)
        : question.Field.Most?.Of(question.Facts) is { Kind: ValueKind.Date } most && date > most.Date ? new(FieldRefusal.TooLate, null, most)
        : null;

    private static Why? OfNumber(string typed, Question question) =>
        FieldValues.Number(typed) is not { } number ? Because(FieldRefusal.NotANumber)
        : question.Field.IsWhole && number != decimal.Truncate(number) ? Because(FieldRefusal.NotWhole)
        : question.Field.Least?.Of(question.Facts) is { Kind: ValueKind.Number } least && number < least.Number ? new(FieldRefusal.TooSmall, null, least)
        : question.Field.Most?.Of(question.Facts) is { Kind: ValueKind.Number } most && number > most.Number ? new(FieldRefusal.TooGreat, null, most)
        : null;

    private readonly record struct Why(FieldRefusal Refusal, NumberRefusal? Number, Value Limit);

    private static Why? Because(FieldRefusal refusal) => new Why(refusal, null, default);

    private static Why? Because(NumberRefusal? refusal) => refusal is null ? null : new Why(FieldRefusal.WrongNumber, refusal, default);

    internal static LocalDate Today(this Facts facts)
    {
        while (facts.Outer is { } outer)
        {
            facts = outer;
        }

        return facts["today"].Date;
    }

    [GeneratedRegex(@"^[^@\s]{1,64}@[^@\s]+\.[^@\s.]{2,}$")]
    private static partial Regex Email();

    [GeneratedRegex(@"^\+?[0-9 ./()-]{8,20}$")]
    private static partial Regex Phone();

    // 12, 12A, 12 bis, 12-14, 12/3: Belgian houses are numbered like that, and a hint "not 1C" helps nobody.
    [GeneratedRegex(@"^\d{1,4}\s?(?:[A-Za-z]{1,3})?(?:\s?[-/+]\s?\d{1,4}\s?[A-Za-z]{0,3})?$")]
    private static partial Regex HouseNumber();
}
