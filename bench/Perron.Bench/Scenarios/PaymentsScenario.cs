using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Perron.Bench.House;
using Perron.Bench.Load;
namespace Perron.Bench.Scenarios;

/// <summary>
/// Ten thousand citizens pay by a provider whose news is lost, late, doubled, in disorder and forged, and some pay in two windows; then the house is closed and opened again, and looks for what it missed.
/// What is measured is money: all that was paid is written down, none of it twice, and what was too much went back once.
/// </summary>
internal sealed partial class PaymentsScenario : Scenario
{
    private const int Many = 10_000, Few = 400, Cents = 600, AtOnce = 16;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    public override string Name => "payments";
    public override string What => "a storm of 10 000 payments, news lost, late, doubled, in disorder, forged: what is recorded = what was paid, none twice, all reconciled (--quick: 400)";

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        var (count, catalogue) = (workshop.IsQuick ? Few : Many, Path.Combine(workshop.Folder, "catalogue"));
        WriteCatalogue(workshop.Catalogue, catalogue);
        await using var mollie = new StubMollie();
        await mollie.Start();
        IReadOnlyList<(string, string)> settings = [("Perron__Payments__Mollie", mollie.Address), ("Perron__Payments__Communes__braine-lalleud__Key", "test_bench")];
        var database = await BenchDatabase.New(isPostgres, workshop);
        await Server.Prepare(workshop, database, catalogue, settings);
        var commune = await DraftStage.CommuneOf(database, "braine-lalleud");
        using var http = Caller.NewClient();
        Throughput news;
        string cost;
        using (var server = await Server.Start(workshop, database, catalogue, Host, settings))
        {
            await new ManyOrders(database, await Sample(http, server.Port)).Add(count);
            var storm = Storm(count, mollie);
            (news, cost) = await server.Costing(() => ClosedLoop.Run(AtOnce, storm.Count, number => storm[number](http, server.Port)), run => run.Done);
        }

        // Opened again it makes up for what was lost, ten seconds after its doors are open.
        var (clock, found) = (Stopwatch.StartNew(), new Books(0, 0, 0, 0, 0, 0, 0));
        using (await Server.Start(workshop, database, catalogue, Host, settings))
        {
            while (clock.Elapsed < Patience && !(found = await Books.Of(database, commune)).AreSettled(mollie))
            {
                await Task.Delay(1000);
            }
        }

        var paid = mollie.Paid;
        return
        [
            new("money written down", found.Recorded, "cents", $"= {paid.Values.Sum():N0} cents that were paid", found.Recorded == paid.Values.Sum()) { Detail = $"{count:N0} orders, {paid.Count:N0} payments that were paid, {news.Done:N0} pieces of news, {news.Errors} not taken; the house itself {cost}" },
            new("payments written down", found.Payments, "payments", $"= {paid.Count:N0}, none twice", found.Payments == paid.Count && found.Names == paid.Count),
            new("given back", found.GivenBack, "cents", $"= {mollie.Refunds.Values.Sum():N0} cents that the provider gave back, = what was paid twice", found.GivenBack == mollie.Refunds.Values.Sum() && found.GivenBack == TwicePaid(paid, count) * Cents) { Detail = $"{mollie.Refunds.Count:N0} refunds" },
            new("orders that hold what they must", found.Right, "orders", $"= {count + 1:N0}", found.Right == count + 1),
            new("cases that went on", found.GoneOn, "cases", $"= {found.Settled:N0} orders that are paid", found.GoneOn == found.Settled),
            new("news", news.PerSecond, "pieces/s", "–", true) { Detail = $"{AtOnce} at once; after it was opened again all was settled in {clock.Elapsed.TotalSeconds:0} s" },
        ];
    }

    private static int TwicePaid(IReadOnlyDictionary<string, int> paid, int count) => Enumerable.Range(1, count).Count(number => paid.ContainsKey(ManyOrders.NameOf(number)) && paid.ContainsKey(ManyOrders.NameOf(number, isFirst: true)));

    // What the provider does with each payment, and what it says of it, shuffled: always the same way.
    private static List<Func<HttpClient, int, Task<bool>>> Storm(int count, StubMollie mollie)
    {
        var (dice, acts) = (new Random(1), new List<Func<HttpClient, int, Task<bool>>>());
        for (var number = 1; number <= count; number++)
        {
            Plan(ManyOrders.NameOf(number), isPaid: dice.Next(100) < 80);
            if (number % ManyOrders.TwiceOneIn == 0)
            {
                Plan(ManyOrders.NameOf(number, isFirst: true), isPaid: dice.Next(2) == 0);
            }
        }

        acts.AddRange(Enumerable.Range(0, count / 100).Select(number => (Func<HttpClient, int, Task<bool>>)((http, port) => Tell(http, port, $"tr_forged{number}"))));
        return [.. acts.Shuffled(dice)];

        void Plan(string id, bool isPaid)
        {
            mollie.Set(id, "open", Cents);
            var end = isPaid ? "paid" : ((string[])["failed", "canceled", "expired", "pending"])[dice.Next(4)];
            if (isPaid && dice.Next(10) == 0)
            {
                acts.Add((_, _) => Become("expired", unless: "paid")); // and yet the card goes through
            }

            acts.Add((_, _) => Become(end));
            for (var times = dice.Next(10) switch { 0 => 0, < 7 => 1, < 9 => 2, _ => 3 }; times > 0; times--)
            {
                acts.Add((http, port) => Tell(http, port, id));
            }

            Task<bool> Become(string status, string? unless = null)
            {
                if (unless is null || !mollie.Paid.ContainsKey(id))
                {
                    mollie.Set(id, status, Cents);
                }

                return Task.FromResult(true);
            }
        }
    }

    private static async Task<bool> Tell(HttpClient http, int port, string id)
    {
        using var asked = new HttpRequestMessage(HttpMethod.Post, $"http://127.0.0.1:{port}/avis-de-paiement/mollie") { Content = new FormUrlEncodedContent([new("id", id)]) };
        asked.Headers.Host = Host;
        using var answer = await http.SendAsync(asked);
        return answer.IsSuccessStatusCode;
    }

    // One citizen asks, an officer asks for the money, the citizen goes to pay: of this the others are copies.
    private static async Task<string> Sample(HttpClient http, int port)
    {
        var citizen = (await Citizen.SignIn(http, port, 1))[0];
        var reference = await citizen.AskForCertificate();
        var (officer, _) = await DeskOfficer.SignIn(new Caller(http, port, Host));
        var page = $"/agent/dossiers/{reference}/request-payment";
        var asking = await officer.Get($"{page}?action=ask-payment");
        if (!(await officer.Post(page, asking.Form, ("action", "ask-payment"), ("vu", Seen().Match(asking.Text).Groups[1].Value))).Leads)
        {
            throw new InvalidOperationException("While preparing: the money was not asked for.");
        }

        await citizen.Pay(reference);
        return reference;
    }

    // How far the case had come when the page was drawn.
    [GeneratedRegex("name=\"vu\"[^>]*value=\"([0-9]+)\"")]
    private static partial Regex Seen();

    private static void WriteCatalogue(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.AppendAllText(Path.Combine(to, "communes", "braine-lalleud", "payments.yaml"), "online: { provider: mollie, account: pfl_bench }\n");
    }

    /// <summary>What stands in the books of the house, in cents and in numbers.</summary>
    private sealed record Books(long Recorded, long Payments, long Names, long GivenBack, long Right, long Settled, long GoneOn)
    {
        public bool AreSettled(StubMollie mollie) => Recorded == mollie.Paid.Values.Sum() && GivenBack == mollie.Refunds.Values.Sum() && Recorded - GivenBack == Settled * Cents;

        public static async Task<Books> Of(BenchDatabase database, Guid commune)
        {
            await using var connection = await database.Open();
            object[] row = [];
            await database.Read(connection, commune, async transaction => row = (await BenchDatabase.Rows(transaction, $"""
                select (select coalesce(sum(cents), 0) from payment_facts where kind = 'Paid'), (select count(*) from payment_facts where kind = 'Paid'), (select count(distinct external_id) from payment_facts where kind = 'Paid'),
                       (select coalesce(sum(cents), 0) from payment_facts where kind = 'Refunded'), (select count(*) from payment_orders where balance_cents = case when paid_at is null then 0 else {Cents} end),
                       (select count(*) from payment_orders where paid_at is not null), (select count(*) from cases where procedure = 'certificat-de-residence' and state = 'making')
                """)).Rows.Single());
            long At(int place) => Convert.ToInt64(row[place], CultureInfo.InvariantCulture);
            return new(At(0), At(1), At(2), At(3), At(4), At(5), At(6));
        }
    }
}

internal static class Shuffling
{
    public static IEnumerable<T> Shuffled<T>(this List<T> list, Random dice)
    {
        var left = list.ToArray();
        dice.Shuffle(left);
        return left;
    }
}
