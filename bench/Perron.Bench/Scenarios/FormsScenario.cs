using System.Diagnostics;
using System.Globalization;
using NodaTime;
using Perron.Bench.House;
using Perron.Expressions;
using Perron.Forms;
using Perron.Texts;
namespace Perron.Bench.Scenarios;

/// <summary>How long a long form takes: which pages, which questions, what is right, what it costs, all over again as at each page that is sent.</summary>
internal sealed class FormsScenario : Scenario
{
    private const int Fields = 120, Times = 4000;
    private static readonly HouseFacts House = new(IsKnownStrongly: true, new LocalDate(2026, 11, 25), "fr");

    public override string Name => "forms";
    public override string What => "a form of 120 fields with 60 rules evaluated and checked: ≤ 200 µs, and no allocation that grows with the number of rules";
    public override bool NeedsHouse => false;

    public override Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var (few, many) = (Form(60), Form(600));
        var answers = Answered();
        if (new Journey(few, answers, House).FirstOpen is { } open)
        {
            throw new InvalidOperationException($"the form is not answered: {open.Slug}");
        }

        var (microseconds, bytes) = Evaluated(few, answers);
        var (more, moreBytes) = Evaluated(many, answers);
        return Task.FromResult<IReadOnlyList<Measure>>(
        [
            Measure.AtMost($"{Fields} fields, {RulesOf(few)} rules", microseconds, "µs", 200, detail: string.Create(CultureInfo.InvariantCulture, $"the median of {Times}; {bytes} bytes allocated each time")),
            new($"bytes with {RulesOf(many)} rules", moreBytes, "bytes", "the same", moreBytes <= bytes) { Reference = bytes, ReferenceIs = $"with {RulesOf(few)} rules", Detail = string.Create(CultureInfo.InvariantCulture, $"in {more:0.0} µs") },
        ]);
    }

    private static (double Microseconds, long Bytes) Evaluated(FormDefinition form, Answers answers)
    {
        var times = new double[Times];
        for (var i = 0; i < 2000; i++)
        {
            Evaluate(form, answers);
        }

        var bytes = long.MaxValue; // of the leanest turn: once in a while the compiler changes a method below its feet
        for (var i = 0; i < Times; i++)
        {
            var (before, began) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            Evaluate(form, answers);
            times[i] = Stopwatch.GetElapsedTime(began).TotalMicroseconds;
            bytes = Math.Min(bytes, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Array.Sort(times);
        return (times[Times / 2], bytes);
    }

    private static void Evaluate(FormDefinition form, Answers answers)
    {
        var journey = new Journey(form, answers, House);
        if (journey.NotEligible is not null || journey.PriceCents(0) is not > 0)
        {
            throw new InvalidOperationException("the form costs nothing, or is not for whoever asks");
        }
    }

    /// <summary>Thirty pages of four questions: a choice, a number, a date and a text; the rules are spread over them as conditions first, then as checks that hold.</summary>
    private static FormDefinition Form(int rules)
    {
        var names = FormVocabulary.Begin();
        var steps = new List<FormStep>();
        var left = rules;
        for (var page = 0; page < Fields / 4; page++)
        {
            var fields = new List<FormField>();
            foreach (var (kind, place) in new[] { FieldKind.OneOf, FieldKind.Number, FieldKind.Date, FieldKind.Text }.Select((kind, place) => (kind, place)))
            {
                var field = new FormField($"q{page}-{place}", kind, Fr($"Question {page}.{place}"))
                {
                    Choices = kind == FieldKind.OneOf ? [Choice("a"), Choice("b"), Choice("c")] : [],
                    When = page > 0 && place is 1 or 3 && page > 0 && left-- > 0 ? Formula.Condition($"q{page - 1}-0 in ['a', 'b'] and (q{page - 1}-1 >= 10 or years(q{page - 1}-2, today) > 18)", names) : null,
                };
                names.Take(field);
                fields.Add(field with { Checks = kind == FieldKind.Number ? Checks(Math.Min(left, (rules / 30) + 1), page, names, ref left) : [] });
            }

            steps.Add(new($"page-{page}", Fr($"Page {page}"), LocalText.Empty, null, fields));
        }

        return new(steps, names, [], Formula.Read("if(q0-0 == 'a', 5, 10) + q1-1 * 2", names, ValueKind.Number));
    }

    private static List<FormCheck> Checks(int count, int page, Vocabulary names, ref int left)
    {
        var checks = new List<FormCheck>();
        for (var i = 0; i < count; i++, left--)
        {
            checks.Add(new(Formula.Condition($"q{page}-1 + {i} > 0 and q{page}-1 < {1000 + i} and q{page}-0 != 'b'", names), Fr("non")));
        }

        return checks;
    }

    private static Answers Answered() => new(Enumerable.Range(0, Fields / 4).SelectMany(page => new KeyValuePair<string, IReadOnlyList<string>>[]
    {
        new($"q{page}-0", ["a"]), new($"q{page}-1", ["12"]), new($"q{page}-2", ["1985-07-30"]), new($"q{page}-3", ["une réponse"]),
    }).ToDictionary());

    private static int RulesOf(FormDefinition form) => form.AllFields.Sum(field => field.Checks.Count + (field.When is null ? 0 : 1)) + (form.Price is null ? 0 : 1);

    private static FormChoice Choice(string value) => new(value, Fr(value), LocalText.Empty);

    private static LocalText Fr(string text) => LocalText.Of("fr", text);
}
