using System.Text;
using System.Globalization;
using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Perron.Communes;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Cases.Systems;

/// <summary>
/// Stands in for every system outside the house on a laptop: takes the message and answers after a moment, as its like would.
/// A word in what it is told chooses the case: PANNE, it is away; LENT, it takes a minute and a half; MUET, it never answers by itself; INCONNU, it contradicts the citizen.
/// </summary>
public sealed class SimulatedSystems(IServiceScopeFactory scopes, TimeProvider time) : ISystemConnector
{
    private static readonly Duration Usual = Duration.FromSeconds(3), Slow = Duration.FromSeconds(90);
    private readonly ConcurrentDictionary<Guid, bool> _known = new();

    public Task<PushOutcome> Push(CommuneId commune, ExternalSystem system, SystemMessage message, CancellationToken cancellation)
    {
        if (Says(message, "PANNE"))
        {
            return Task.FromResult<PushOutcome>(new PushOutcome.NotNow("HTTP 503"));
        }

        if (_known.TryAdd(message.Id, true) && !Says(message, "MUET"))
        {
            ITimer? timer = null;
            timer = time.CreateTimer(_ =>
            {
                timer?.Dispose();
                _ = Answer(commune, system, message);
            }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timer.Change((Says(message, "LENT") ? Slow : Usual).ToTimeSpan(), Timeout.InfiniteTimeSpan);
        }

        return Task.FromResult<PushOutcome>(new PushOutcome.Taken(Reference(message)));
    }

    public Task<AskOutcome> Ask(CommuneId commune, ExternalSystem system, SystemMessage message, CancellationToken cancellation) => Task.FromResult<AskOutcome>(new AskOutcome.Answered(Reply(system, message)));

    private async Task Answer(CommuneId commune, ExternalSystem system, SystemMessage message)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (services, db) = (scope.ServiceProvider, scope.ServiceProvider.GetRequiredService<PerronDb>());
        db.Enter(commune);
        db.EnterEveryOrganisation();
        await services.GetRequiredService<SystemReplies>().Take(db, services.GetRequiredService<Changes>(), services.GetRequiredService<FileDoor>(), system.Code, Reply(system, message), $"simulated-{message.Id}", await db.Home(commune), time.GetCurrentInstant());
    }

    private SystemReply Reply(ExternalSystem system, SystemMessage message) => Says(message, "INCONNU")
        ? new(message.Id, 1, SystemAnswer.Refused, Reference(message), "Rien de tel n'a été trouvé sous ces données (réponse simulée).", new Dictionary<string, string>())
        : new(message.Id, 1, system.Kind == SystemKind.PublicWorks ? SystemAnswer.Accepted : SystemAnswer.Done, Reference(message), "", new Dictionary<string, string>
        {
            ["numero-acte"] = $"2026-{Number(message)}", ["numero-extrait"] = $"CJ-{Number(message)}", ["date-prevue"] = LocalDatePattern.Iso.Format(time.GetCurrentInstant().InUtc().Date.PlusDays(7)),
        })
        { Documents = system.Kind is SystemKind.CivilActs or SystemKind.CriminalRecord ? [new($"{Reference(message)}.pdf", Paper($"{system.Name} - {Reference(message)}"))] : [] };

    // The smallest page that a reader opens: it stands for what a real system would send.
    private static byte[] Paper(string line)
    {
        var said = string.Concat(line.Normalize(NormalizationForm.FormD).Where(char.IsAscii)).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
        var drawn = $"BT /F1 14 Tf 72 760 Td ({said}) Tj ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>", "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            $"<</Length {drawn.Length}>>\nstream\n{drawn}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var (written, places) = (new StringBuilder("%PDF-1.4\n"), new List<int>());
        foreach (var (number, one) in objects.Index())
        {
            places.Add(written.Length);
            written.Append(CultureInfo.InvariantCulture, $"{number + 1} 0 obj\n{one}\nendobj\n");
        }

        var table = written.Length;
        written.Append(CultureInfo.InvariantCulture, $"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{string.Concat(places.Select(place => $"{place:D10} 00000 n \n"))}trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(written.ToString());
    }

    private static string Reference(SystemMessage message) => $"SIM-{Number(message)}";

    private static string Number(SystemMessage message) => message.Id.ToString("N")[^6..].ToUpperInvariant();

    private static bool Says(SystemMessage message, string word) => message.Fields.Values.SelectMany(values => values).Any(value => value.Contains(word, StringComparison.Ordinal));
}
