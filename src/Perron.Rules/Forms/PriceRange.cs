using Perron.Expressions;
namespace Perron.Forms;

/// <summary>What a request can cost before anything is answered, in cents: the least, and the most where there is one.</summary>
/// <param name="Most">Null when it grows with a number that is asked, such as the copies.</param>
public sealed record PriceRange(int Least, int? Most)
{
    private const int Combinations = 5000;

    /// <summary>The one price, in cents, where it is the same for everybody.</summary>
    public int? Only => Least == Most ? Least : null;

    /// <summary>Tries all choices that the rule of the price hangs on; null when it hangs on something that cannot be tried: a date, a text, who is asking.</summary>
    /// <param name="fee">The price of the commune, in cents.</param>
    public static PriceRange? Of(FormDefinition form, int fee)
    {
        if (form.Price is null)
        {
            return new(fee, fee);
        }

        var fields = new HashSet<FormField>();
        foreach (var name in form.BehindPrice().Where(name => name != HouseFacts.Fee))
        {
            if (form.Steps.SelectMany(step => step.Fields).FirstOrDefault(field => field.Gives(name)) is not { } field)
            {
                return null;
            }

            fields.Add(field);
        }

        var tried = fields.Where(field => field.Kind != FieldKind.Calculated).Select(field => (field.Name, Values: Tried(field))).ToList();
        return tried.All(field => field.Values.Count > 0) && tried.Aggregate(1L, (all, field) => Math.Min(Combinations + 1, all * field.Values.Count)) <= Combinations
            ? Of(form, fee, tried, fields.Any(field => field.Kind is FieldKind.Number)) : null;
    }

    private static PriceRange? Of(FormDefinition form, int fee, List<(string Name, IReadOnlyList<string> Values)> tried, bool grows)
    {
        var prices = new List<int>();
        for (var combination = 0; combination < tried.Aggregate(1, (all, field) => all * field.Values.Count); combination++)
        {
            var (rest, answers) = (combination, new Dictionary<string, IReadOnlyList<string>>());
            foreach (var (name, values) in tried)
            {
                answers[name] = [values[rest % values.Count]];
                rest /= values.Count;
            }

            if (new Journey(form, new(answers), default).PriceCents(fee) is { } price)
            {
                prices.Add(price);
            }
        }

        return prices is [] ? null : new(prices.Min(), grows && prices.Min() != prices.Max() ? null : prices.Max());
    }

    // Of a number its limits, where they are written as numbers.
    private static IReadOnlyList<string> Tried(FormField field) => field.Kind switch
    {
        FieldKind.OneOf => [.. field.Choices.Select(choice => choice.Value)],
        FieldKind.YesNo => ["oui", "non"],
        FieldKind.Number when field.Least is { Names.Count: 0 } least && field.Most is { Names.Count: 0 } most => [Bound(least), Bound(most)],
        _ => [],
    };

    private static string Bound(Formula limit) => limit.Of(new(new())).ToString();
}
