using System.Net;
using Perron.Tests.Support;
namespace Perron.Tests.Walls;

/// <summary>Every endpoint of the house, asked by everybody, for what is theirs and what is not.</summary>
public sealed class MatrixTests
{
    [Fact]
    public async Task Every_endpoint_of_the_house_stands_in_the_matrix_and_no_other()
    {
        await using var portal = await Open();
        var (built, written) = (Plan.Built(portal), Plan.Written.Select(wall => wall.ToString()).ToList());
        AssertNone(built.Except(written).Concat(written.Except(built)));
    }

    [Fact]
    public async Task A_door_asks_strangers_who_they_are_and_does_not_exist_for_whom_it_is_not()
    {
        await using var portal = await Open();
        var scene = await Scene.Set(portal);
        var wrong = new List<string>();
        foreach (var role in scene.Roles)
        {
            foreach (var wall in Plan.Written)
            {
                var answer = await role.Ask(wall, scene.Address(wall, Whose.Nobody), guarded: false);
                var isRight = role.Behind(wall.Door) switch
                {
                    Greeting.Asked => answer.Status == HttpStatusCode.Found && answer.Leads(wall.Door == Door.Citizens ? "/connexion?retour=" : "/agent/connexion?retour="),
                    Greeting.Nothing => answer.Status == HttpStatusCode.NotFound,
                    Greeting.NoKey => answer.Status == HttpStatusCode.Unauthorized,
                    _ when wall is { Door: Door.Programs, Method: not "GET" } => answer.Status == (wall.Pattern.Contains('{', StringComparison.Ordinal) ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest), // what it would write on is not there, or what it should say
                    _ => wall.Method == "GET" ? (int)answer.Status < 500 && !answer.Leads("/agent/connexion?retour=") : answer.Status == HttpStatusCode.BadRequest,
                };
                if (!isRight)
                {
                    wrong.Add($"{role.Name}: {wall} → {answer.Status} {answer.Location}");
                }
            }
        }

        AssertNone(wrong);
    }

    [Fact]
    public async Task Who_runs_the_house_has_no_door_into_any_commune()
    {
        await using var portal = await Open();
        var scene = await Scene.Set(portal);
        using var operators = portal.CreateClient(new() { BaseAddress = new("https://localhost"), AllowAutoRedirect = false });
        var opened = new List<string>();
        foreach (var wall in Plan.Written.Where(wall => wall.Pattern is not ("/" or "/healthz/live" or "/healthz/ready" or "/metrics")))
        {
            using var asked = new HttpRequestMessage(new(wall.Method), scene.Address(wall, Whose.Commune));
            using var answer = await operators.SendAsync(asked);
            if (answer.StatusCode != HttpStatusCode.NotFound)
            {
                opened.Add($"{wall} → {answer.StatusCode}");
            }
        }

        AssertNone(opened);
    }

    [Fact]
    public async Task What_is_somebody_else_s_answers_to_the_letter_as_what_does_not_exist()
    {
        await using var portal = await Open();
        var scene = await Scene.Set(portal);
        var wrong = new List<string>();
        var asked = 0;
        foreach (var role in scene.Roles)
        {
            foreach (var wall in Plan.Written.Where(wall => wall.Thing != Thing.None && role.Behind(wall.Door) == Greeting.In))
            {
                var absent = await role.Ask(wall, scene.Address(wall, Whose.Nobody), guarded: true);
                foreach (var whose in Enum.GetValues<Whose>().Where(whose => whose != Whose.Nobody))
                {
                    var isTheirs = role.Owns(wall.Thing, whose);
                    if (isTheirs && wall.Method == "POST")
                    {
                        continue; // it would change what the others are asked about
                    }

                    asked++;
                    var answer = await role.Ask(wall, scene.Address(wall, whose), guarded: true);
                    if (isTheirs == answer.IsAs(absent))
                    {
                        wrong.Add($"{role.Name}: {wall}, {whose} → {answer.Status}, absent → {absent.Status}{(isTheirs ? "; it is theirs" : "")}");
                    }
                }
            }
        }

        AssertNone(wrong);
        Assert.True(asked > 500, $"{asked} cells");
    }

    [Fact]
    public async Task A_case_of_the_CPAS_changes_no_byte_of_what_the_commune_counts_searches_lists_and_exports()
    {
        await using var portal = await Open();
        var scene = await Scene.Set(portal);
        var onlookers = scene.Roles.Where(role => role.Name is "officer of the service" or "officer of another service" or "administrator of the commune" or "stranger" or "citizen of Boussu" or "program of the commune").ToList();
        await Read(); // the first look at a case is written in it
        var before = await Read();
        Assert.Contains(scene[Whose.Commune].Reference, string.Concat(before.Values.Select(answer => answer.Plain)), StringComparison.Ordinal);
        await scene.AnotherCaseOfTheCpas();
        var after = await Read();
        AssertNone(before.Where(page => !page.Value.IsAs(after[page.Key])).Select(page => page.Key));

        async Task<Dictionary<string, Answer>> Read()
        {
            var pages = new Dictionary<string, Answer>();
            foreach (var role in onlookers)
            {
                foreach (var wall in Plan.Written.Where(wall => wall is { Method: "GET", Thing: Thing.None or Thing.DeskCase } && !Unlike.Contains(wall.Pattern) && role.Behind(wall.Door) == Greeting.In))
                {
                    foreach (var query in wall.Pattern == "/agent/boite" ? Scene.InboxQueries : wall.Pattern.StartsWith("/agent/boite/export", StringComparison.Ordinal) ? ["", "?vue=tous"] : wall.Pattern == "/recherche" ? ["?q=dubois"] : new[] { "" })
                    {
                        var address = scene.Address(wall, Whose.Commune) + query;
                        pages[$"{role.Name}: {address}"] = await role.Ask(wall, address, guarded: true);
                    }
                }
            }

            return pages;
        }
    }

    // What is drawn by lot or packed differs each time; and the outbox is how a demonstration shows every message to whoever is curious.
    private static readonly string[] Unlike = ["/connexion/cle", "/agent/securite/cle", "/mon-espace/connexion/cle", "/operateur/courrier", "/mon-espace/donnees/copie.zip", "/api/v1/events"];

    private static Task<Portal> Open() => Portal.Open(("Perron:Rounds", "false"), ("Logging:LogLevel:Microsoft.AspNetCore.Antiforgery", "None"));

    private static void AssertNone(IEnumerable<string> lines) => Assert.True(!lines.Any(), string.Join('\n', lines));
}
