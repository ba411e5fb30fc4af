using System.Globalization;
using NodaTime;
using Perron.Belgium;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Files;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Timeline;
namespace Perron.Cases.Asking;

/// <summary>What was posted for one page of a form, as answers: boxes, files, and rows that were added, moved or taken away by a button.</summary>
internal static class PostedRows
{
    // Far beyond what any question takes, so that it is refused all the same; a draft is no store for megabytes.
    private const int LongestKept = 20_000, MostValues = 200;

    /// <summary>Where files go that came with the page.</summary>
    internal sealed record Intake(StreamId Owner, Commune Commune, OrganisationId Owning, FileDoor Door, PerronDb Db, string Language, Instant Now);

    /// <summary>A group that must have rows begins with them, so that there is something to fill in.</summary>
    public static Answers FirstRows(FormStep step, Answers answers) => answers.With(step.Fields
        .Where(field => field is { Kind: FieldKind.Group, FewestRows: > 0 } && !answers.Has(field.Name))
        .Select(field => KeyValuePair.Create<string, IReadOnlyList<string>>(field.Name, [.. Enumerable.Range(1, field.FewestRows).Select(Key)])));

    public static async Task<Answers> Read(PostedForm posted, FormStep step, Answers before, Intake intake)
    {
        var typed = before.Values.ToDictionary();
        foreach (var field in step.Fields)
        {
            await Read(posted, field, field.Name, typed, intake);
        }

        return new(typed);
    }

    private static async Task Read(PostedForm posted, FormField field, string name, Dictionary<string, IReadOnlyList<string>> typed, Intake intake)
    {
        switch (field.Kind)
        {
            case FieldKind.Information or FieldKind.Calculated:
                return;
            case FieldKind.Group:
                await Rows(posted, field, name, typed, intake);
                return;
            case FieldKind.File:
                // The box is on the page when its marker is: what is not asked just now keeps its answer.
                if (posted.Value(Marker(name)) is not null)
                {
                    typed[name] = await Uploads.Take(posted, name, typed.GetValueOrDefault(name, []), field, intake);
                    typed[$"{name}-autrement"] = posted.Values($"{name}-autrement");
                }

                return;
            default:
                foreach (var part in FieldPart.Of(field.Kind))
                {
                    if (posted.Value(Marker(name)) is not null)
                    {
                        typed[name + part.Suffix] = [.. posted.Values(name + part.Suffix).Take(MostValues).Select(value => value.Length > LongestKept ? value[..LongestKept] : value)];
                    }
                }

                FillIn(field, name, typed, intake.Language);
                return;
        }
    }

    // A postcode that serves one municipality has said it already.
    private static void FillIn(FormField field, string name, Dictionary<string, IReadOnlyList<string>> typed, string language)
    {
        if (field.Kind == FieldKind.Address && typed.GetValueOrDefault(name + FieldPart.OfMunicipality.Suffix) is [] or [""] && typed.GetValueOrDefault(name + FieldPart.OfPostcode.Suffix) is [{ } code]
            && Postcode.Parse(code) is { } postcode && Postcodes.Of(postcode) is [var only])
        {
            typed[name + FieldPart.OfMunicipality.Suffix] = [only.Called(language)];
        }
    }

    private static async Task Rows(PostedForm posted, FormField field, string name, Dictionary<string, IReadOnlyList<string>> typed, Intake intake)
    {
        if (posted.Value(Marker(name)) is null)
        {
            return;
        }

        var known = typed.GetValueOrDefault(name, []).Where(key => key.Length > 0).ToList();
        var keys = posted.Values(name).Where(key => key.Length is > 0 and < 8 && key.All(char.IsAsciiDigit)).Distinct().Take(field.MostRows).ToList();
        foreach (var key in keys)
        {
            foreach (var inner in field.Fields)
            {
                await Read(posted, inner, $"{name}.{key}.{inner.Name}", typed, intake);
            }
        }

        var (act, key2) = posted.Act.Split(':') is [var what, var which, var row] && which == name ? (what, row) : posted.Act == $"plus:{name}" ? ("plus", "") : ("", "");
        var at = keys.IndexOf(key2);
        switch (act)
        {
            case "plus" when keys.Count < field.MostRows:
                keys.Add(Key(keys.Concat(known).Select(key => int.Parse(key, CultureInfo.InvariantCulture)).DefaultIfEmpty(0).Max() + 1));
                break;
            case "moins" when at >= 0:
                keys.RemoveAt(at);
                break;
            case "haut" when at > 0:
                (keys[at - 1], keys[at]) = (keys[at], keys[at - 1]);
                break;
            case "bas" when at >= 0 && at < keys.Count - 1:
                (keys[at + 1], keys[at]) = (keys[at], keys[at + 1]);
                break;
            default:
                break;
        }

        // A row that was taken away takes its answers with it.
        foreach (var gone in typed.Keys.Where(one => known.Except(keys).Append(act == "moins" ? key2 : "-").Any(key => one.StartsWith($"{name}.{key}.", StringComparison.Ordinal))).ToList())
        {
            typed.Remove(gone);
        }

        typed[name] = keys;
    }

    /// <summary>The boxes of the questions that are asked now and did not stand on the page that was sent, whether they must be answered or not.</summary>
    public static IReadOnlySet<string> Unseen(PostedForm posted, IEnumerable<Question> asked) => asked.SelectMany(question => question.WithRows)
        .Where(question => question.Field.Kind is not (FieldKind.Information or FieldKind.Calculated) && posted.Value(Marker(question.Name)) is null)
        .SelectMany(question => question.Names).ToHashSet();

    /// <summary>The name of the hidden box that says that a question stood on the page: an unticked box posts nothing by itself.</summary>
    public static string Marker(string name) => $"pose-{name}";

    private static string Key(int number) => number.ToString(CultureInfo.InvariantCulture);
}
