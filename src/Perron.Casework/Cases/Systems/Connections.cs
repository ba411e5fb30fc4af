using Microsoft.EntityFrameworkCore;
using NodaTime;
using Perron.Cases.Asking;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Files;
using Perron.Platform.Live;
using Perron.Platform.Storage;
using Perron.Workflow;
namespace Perron.Cases.Systems;

/// <summary>Which line leads to a system: signed HTTP, or in a demonstration the simulated one.</summary>
public sealed class SystemLines(HttpConnector http, IEnumerable<SimulatedSystems> simulated)
{
    /// <summary>Null: an address is missing and nothing is simulated here.</summary>
    public ISystemConnector? Of(ExternalSystem system) => system.IsSimulated ? simulated.FirstOrDefault() : http;
}

/// <summary>Wakes the round when the pause of a message is over; a house that has died meanwhile finds it at its next look.</summary>
public sealed class ExchangeBell(IServiceScopeFactory scopes, TimeProvider time)
{
    private static readonly Duration Longest = Duration.FromMinutes(1); // from there on the round looks by itself

    public void Ring(CommuneId commune, Duration after)
    {
        if (after >= Longest)
        {
            return;
        }

        ITimer? timer = null;
        timer = time.CreateTimer(_ =>
        {
            timer?.Dispose();
            _ = Ring(commune);
        }, null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        timer.Change((after < Duration.Zero ? Duration.Zero : after).ToTimeSpan(), Timeout.InfiniteTimeSpan);
    }

    private async Task Ring(CommuneId commune)
    {
        await using var scope = scopes.CreateAsyncScope();
        var changes = scope.ServiceProvider.GetRequiredService<Changes>();
        changes.In(Exchange.Waiting);
        await changes.Tell(commune);
    }
}

/// <summary>What a case has to do with systems outside the house.</summary>
internal static class Connections
{
    /// <summary>The system of this kind that the organisation of the case has in use.</summary>
    public static Task<ExternalSystem?> SystemFor(this PerronDb db, Case one, SystemKind kind) =>
        db.Set<ExternalSystem>().OrderBy(system => system.Code).FirstOrDefaultAsync(system => system.OrganisationId == one.OrganisationId && system.Kind == kind && system.PausedAt == null);

    /// <summary>What leaves the house: the answers that the action names, with the parts of a place, an address or a person; never a file.</summary>
    public static SystemMessage Message(CaseFile file, Exchange exchange)
    {
        var (one, fields) = (file.Case, file.Workflow.Action(exchange.Action)?.Fields ?? []);
        var journey = new Journey(file.Procedure.Form, one.Given, file.House);
        var files = journey.Steps.SelectMany(journey.Asked).SelectMany(Files).ToHashSet();
        return new(exchange.Id.Value, exchange.Action, one.Reference, one.Procedure, one.Language, exchange.WrittenAt,
            one.Given.Values.Where(answer => fields.Any(field => answer.Key == field || answer.Key.StartsWith($"{field}.", StringComparison.Ordinal)) && !files.Contains(answer.Key) && answer.Value.Any(value => value.Length > 0))
                .Concat(fields.Contains(WorkflowAction.Applicant) ? [KeyValuePair.Create<string, IReadOnlyList<string>>(WorkflowAction.Applicant, [one.ApplicantName])] : [])
                .OrderBy(answer => answer.Key, StringComparer.Ordinal).ToDictionary(answer => answer.Key, answer => answer.Value));
    }

    /// <summary>The same in the words of the form, for whoever reads it here.</summary>
    public static IReadOnlyList<WrittenAnswer> Read(CaseFile file, Exchange exchange, string applicant, string language)
    {
        var (one, sent) = (file.Case, Message(file, exchange).Fields.Keys);
        var journey = new Journey(file.Procedure.Form, one.Given, file.House);
        return
        [
            .. sent.Contains(WorkflowAction.Applicant) ? [new WrittenAnswer(applicant, one.ApplicantName, false)] : Array.Empty<WrittenAnswer>(),
            .. WrittenAnswers.Of(journey.Steps.SelectMany(journey.Asked).Where(question => sent.Any(name => name == question.Name || name.StartsWith($"{question.Name}.", StringComparison.Ordinal))), one.Given, language),
        ];
    }

    /// <summary>What came with answers and was not given to the citizen yet.</summary>
    public static async Task<IReadOnlyList<(string Name, string Href)>> Papers(PerronDb db, CaseFile file)
    {
        if (file.Exchanges.Count == 0)
        {
            return [];
        }

        var owners = file.Exchanges.Select(exchange => exchange.Id.Value).ToList();
        return [.. (await db.Set<StoredFile>().AsNoTracking().Where(paper => owners.Contains(paper.OwnerId)).OrderBy(paper => paper.At).ToListAsync()).Select(paper => (paper.Name, $"{ShowExchanges.Path}/{paper.OwnerId}#documents"))];
    }

    private static IEnumerable<string> Files(Question question) => question.Field.Kind == FieldKind.File ? question.Names : question.Rows.SelectMany(row => row.Questions).SelectMany(Files);

    /// <summary>The last moment at which an answer is on time.</summary>
    public static Instant AnswerBy(ExternalSystem system, Commune commune, Instant now) =>
        commune.Calendar.Plus(commune.Today(now), system.AnswersWithin).PlusDays(1).AtStartOfDayInZone(commune.Zone).ToInstant();
}
