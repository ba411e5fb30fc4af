using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;
using Perron.Bench.House;
using Perron.Cases.Documents;
using Perron.Communes;
using Perron.Platform;
using Perron.Platform.Sealing;
using Perron.Platform.Storage;
namespace Perron.Bench.Scenarios;

/// <summary>How many certificates one core prints, seals and stamps in a second, and what remains of each in memory.</summary>
internal sealed class DocumentsScenario : Scenario
{
    private const int Some = 100, Many = 400;

    public override string Name => "documents";
    public override string What => "certificates printed, sealed and time-stamped on one core: ≥ 20/s, and memory that does not grow with their number";
    public override bool NeedsHouse => false;

    public override async Task<IReadOnlyList<Measure>> Run(Workshop workshop, bool isPostgres)
    {
        if (OperatingSystem.IsLinux() || OperatingSystem.IsWindows())
        {
            using var self = Process.GetCurrentProcess();
            self.ProcessorAffinity = 1;
        }

        var options = new PerronOptions { Database = "Data Source=none", Catalogue = workshop.Catalogue, Demonstration = true, MasterKeyFile = Path.Combine(workshop.Folder, "master.key") };
        await using var house = Seals(options);
        var (sealer, printer) = (house.GetRequiredService<PdfSealer>(), new DocumentPrinter(new(Options.Create(options))));
        var commune = new Commune { Id = CommuneId.New(), Slug = "braine-lalleud", Name = "Braine-l'Alleud", Host = Host, Letters = "BLA", Theme = "", IsDemonstration = true };
        await Make(Some, sealer, printer, commune); // what is loaded once is loaded
        var before = Held();
        var began = Stopwatch.GetTimestamp();
        var bytes = await Make(Many, sealer, printer, commune);
        var seconds = Stopwatch.GetElapsedTime(began).TotalSeconds;
        var grown = (Held() - before) / 1024.0 / 1024;
        var rate = Many / seconds;
        return
        [
            new("certificates printed, sealed and stamped", rate, "/s on one core", "≥ 20 /s", rate >= 20) { Detail = string.Create(CultureInfo.InvariantCulture, $"{Many} of a household of four, {bytes / 1024} kB each; the time stamp is that of a demonstration, without a network") },
            Measure.AtMost($"memory held after {Many} more", grown, "MB", 2, detail: "what is alive after a full collection, beside what was before"),
        ];
    }

    private static async Task<int> Make(int count, PdfSealer sealer, DocumentPrinter printer, Commune commune)
    {
        var (content, owner, last) = (Content(), new SealOwner(commune.Slug, "commune", $"Administration communale, {commune.Name}"), 0);
        for (var i = 0; i < count; i++)
        {
            var now = TimeProvider.System.GetCurrentInstant();
            last = (await sealer.Seal(printer.Print(content, DocumentCode.New(), commune, now), owner, content.Title, commune.Name, now)).Length;
        }

        return last;
    }

    private static ServiceProvider Seals(PerronOptions options)
    {
        var services = new ServiceCollection();
        services.AddSingleton(TimeProvider.System);
        services.AddSeals(new ConfigurationBuilder().Build(), options);
        return services.BuildServiceProvider();
    }

    private static long Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }

    private static DocumentContent Content() => new("fr", "Commune de Braine-l'Alleud", "BLA-7F3K-29", "jeudi 26 novembre 2026", "Certificat de composition de ménage",
    [
        DocumentBlock.Of("Je soussignée, Hélène Vandamme, officière de l'état civil déléguée, certifie que, d'après le registre de la population, le ménage indiqué ci-dessous est composé comme suit."),
        DocumentBlock.Of("Ménage de Claire Dubois", DocumentBlockKind.Heading),
        DocumentBlock.Of("Adresse officielle :\nRue des Églantines 12\n1420 Braine-l'Alleud"),
        new(DocumentBlockKind.Table, "", [["Nom et prénoms", "Né(e) le", "Lien"], .. Enumerable.Range(1, 4).Select(one => (IReadOnlyList<string>)[$"DUBOIS Prénom{one}", "30.07.1985", "enfant"])]),
        DocumentBlock.Of("Délivré pour : les allocations familiales."),
        DocumentBlock.Of("Fait à Braine-l'Alleud, le jeudi 26 novembre 2026."),
        DocumentBlock.Of("Par délégation du Collège communal du 8 janvier 2025"),
        DocumentBlock.Of("Hélène Vandamme", DocumentBlockKind.Strong),
        DocumentBlock.Of("officière de l'état civil déléguée"),
    ], "Source : registre de démonstration, consulté le 26 novembre 2026 à 9:00.");
}
