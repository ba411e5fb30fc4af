using System.Globalization;
using System.Text.RegularExpressions;
namespace Perron.Bench.House;

/// <summary>A catalogue whose hall in Braine is always open and has twenty counters and twenty officers: a bench runs at any hour.</summary>
internal static partial class HallStage
{
    public const int Desks = 20;
    public const string Hall = "maison-communale";

    public static string Catalogue(Workshop workshop)
    {
        var folder = Path.Combine(workshop.Folder, "catalogue-hall");
        foreach (var file in Directory.EnumerateFiles(workshop.Catalogue, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(folder, Path.GetRelativePath(workshop.Catalogue, file));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Copy(file, to, overwrite: true);
        }

        var braine = Path.Combine(folder, "communes", "braine-lalleud");
        File.WriteAllText(Path.Combine(braine, "halls.yaml"), $$"""
            halls:
              - slug: {{Hall}}
                name: { fr: Maison communale, nl: Gemeentehuis, de: Gemeindehaus, en: Town hall }
                hours: { {{string.Join(", ", Enumerable.Range(1, 7).Select(day => $"\"{day}\": [\"00:00-23:59\"]"))}} }
                queues:
                  - { code: cartes, letter: A, minutes: 6, name: { fr: Cartes, nl: Kaarten, de: Karten, en: Cards } }
                counters:
            {{string.Join('\n', Enumerable.Range(1, Desks).Select(desk => $"      - {{ code: \"{desk}\", serves: [cartes] }}"))}}
                reasons:
                  - { code: carte, queue: cartes, name: { fr: Une carte, nl: Een kaart, de: Eine Karte, en: A card } }

            """);
        File.AppendAllText(Path.Combine(braine, "people.yaml"), string.Concat(Enumerable.Range(1, Desks).Select(desk => string.Create(CultureInfo.InvariantCulture, $"""
              - given: Guichet
                family: Numero{Word(desk)}
                email: guichet{desk}@braine.example.org
                organisation: commune
                services: [population]
                heads: []
                rights: []
                procedures: []
                key: {new string((char)('A' + desk), 32)}

            """))));
        return folder;
    }

    /// <summary>The officer of each counter, signed in, with the counter open.</summary>
    public static async Task<IReadOnlyList<Caller>> Open(HttpClient http, int port, string host)
    {
        List<Caller> officers = [];
        for (var desk = 1; desk <= Desks; desk++)
        {
            var caller = new Caller(http, port, host);
            var page = await caller.Get("/agent/connexion");
            var id = Regex.Match(page.Text, $"Guichet Numero{Word(desk)}</h2>.*?name=\"agent\" value=\"([0-9a-f-]{{36}})\"", RegexOptions.Singleline).Groups[1].Value;
            if (!(await caller.Post("/agent/connexion/demonstration", page.Form, ("agent", id))).Leads || !(await caller.Post($"/agent/guichet/{Hall}/{desk}", (await caller.Get("/agent/guichet")).Form, ("faire", "ouvrir"))).Leads)
            {
                throw new InvalidOperationException($"Counter {desk} was not opened.");
            }

            officers.Add(caller);
        }

        return officers;
    }

    /// <summary>A kiosk, signed in by the code of the demonstration.</summary>
    public static async Task<Caller> Kiosk(HttpClient http, int port, string host)
    {
        var kiosk = new Caller(http, port, host);
        return (await kiosk.Post($"/borne/{Hall}", (await kiosk.Get($"/borne/{Hall}")).Form, ("code", "24681357"))).Leads ? kiosk : throw new InvalidOperationException("The kiosk was not signed in.");
    }

    // A to T: a name has no figures.
    private static string Word(int desk) => ((char)('A' + desk - 1)).ToString();
}
