using NodaTime;
using Perron.Cases.Pieces;
using Perron.Cases.Replies;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Forms;
using Perron.Platform.Security;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>Carries out the actions of the workflows: checks what was told, has the kind do its part, keeps the values and moves the case on, all in the save of whoever called.</summary>
public sealed class CaseWork
{
    private readonly Dictionary<ActKind, IAct> _acts;
    private readonly ReplyCatalogue _replies;

    internal CaseWork(IEnumerable<IAct> acts, ReplyCatalogue replies) =>
        (_replies, _acts) = (replies, acts.SelectMany(act => act.Kinds.Select(kind => (kind, act))).ToDictionary(pair => pair.kind, pair => pair.act));

    /// <summary>False when something is refused: it then stands at its field and nothing is done.</summary>
    internal async Task<bool> Carry(Doing doing)
    {
        foreach (var asked in CaseValues.Asked(doing.Action).Where(_ => !doing.IsByHouse))
        {
            Read(doing, asked);
        }

        if (doing.Action.Favours(doing.After) && RefusedPieces.InTheWay(doing.File, doing.Language) is { Count: > 0 } refused)
        {
            doing.Posted.Refuse("vu", doing.Say("piece-in-the-way", RefusedPieces.Names(refused)));
            return false;
        }

        doing.Reply = ReplyOf(doing.File, doing.Action, doing.Unit, doing.IsByHouse ? null : doing.By, doing.Commune, doing.Now);
        await _acts[doing.Action.Kind].Do(doing);
        if (!doing.Posted.IsRight)
        {
            return false;
        }

        if (doing.Reply is { } reply)
        {
            Messages.Add(doing.Db, doing.File, MessageKind.FromOfficer, doing.IsByHouse ? null : doing.By.Officer, reply, doing.Actor, doing.Now);
        }

        foreach (var (name, value) in doing.Told)
        {
            Keep(doing, name, value);
        }

        doing.Db.Move(doing.File, doing.Action, doing.Actor, doing.Commune, doing.Now);
        return true;
    }

    /// <summary>What the citizen is told by a reply of the catalogue when this is done; null when there is none.</summary>
    internal string? ReplyOf(CaseFile file, WorkflowAction action, ServiceUnit unit, Visitor? by, Commune commune, Instant now) =>
        action.Tells is { } slug ? _replies.Find(commune.Slug, slug)?.Filled(file.Case.Language, ReplyWords.Of(file, unit, by?.Name.Split(' ')[0], commune, now)) : null;

    private static void Read(Doing doing, AskedValue asked)
    {
        var typed = doing.Posted.Value(asked.Name) ?? "";
        var written = asked.Kind switch
        {
            AskedKind.Amount => FieldValues.Number(typed)?.ToString(System.Globalization.CultureInfo.InvariantCulture),
            AskedKind.Time => FieldValues.Time(typed)?.ToString("HH:mm", null),
            _ => typed,
        };
        if (typed.Length == 0)
        {
            if (!asked.IsOptional)
            {
                doing.Posted.Refuse(asked.Name, doing.Say("asked-missing", asked.Label.In(doing.Language)));
            }
        }
        else if (written is null || asked.Read(written).IsNothing)
        {
            doing.Posted.Refuse(asked.Name, doing.Say($"asked-wrong-{asked.Kind}", asked.Label.In(doing.Language)));
        }
        else
        {
            doing.Told[asked.Name] = written;
        }
    }

    private static void Keep(Doing doing, string name, string value)
    {
        if (doing.File.Noted.FirstOrDefault(noted => noted.Name == name) is { } known)
        {
            (known.Value, known.At) = (value, doing.Now);
            return;
        }

        var one = doing.File.Case;
        doing.Db.Add(new NotedValue { CommuneId = one.CommuneId, OrganisationId = one.OrganisationId, CaseId = one.Id, Name = name, Value = value, At = doing.Now });
    }
}
