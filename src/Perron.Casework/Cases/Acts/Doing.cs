using NodaTime;
using NodaTime.Extensions;
using Perron.Cases.Documents;
using Perron.Cases.Running;
using Perron.Communes;
using Perron.Delivery;
using Perron.People;
using Perron.Platform.Security;
using Perron.Platform.Storage;
using Perron.Platform.Web;
using Perron.Workflow;
namespace Perron.Cases.Acts;

/// <summary>What stands at hand while one action is carried out, by whomever.</summary>
/// <param name="By">Nobody for what the house does by itself.</param>
internal sealed record Doing(
    CaseFile File, WorkflowAction Action, PostedForm Posted, Visitor By, Commune Commune, string Language, PerronDb Db, CaseLetters Letters, HouseKeys Keys, ServiceUnit Unit, Instant Now)
{
    private static readonly Words RoomWords = Words.Of(typeof(Doing));

    /// <summary>Where an officer decides: what seals a document.</summary>
    public DocumentSealing? Sealing { get; init; }

    /// <summary>Values that the action asked for and was told, by name: checked, a date as 2026-11-24.</summary>
    public Dictionary<string, string> Told { get; } = [];

    public bool IsByHouse => Action.IsByHouse;

    public string Actor => IsByHouse ? "house" : By.Actor;

    public WorkflowState After => File.Workflow.After(Action, File.Case.State);

    /// <summary>In the language of whoever carries it out.</summary>
    public string Say(string key, params object?[] values) => RoomWords.In(Language, key, values);

    /// <summary>In the language of the citizen.</summary>
    public string SayToCitizen(string key, params object?[] values) => RoomWords.In(File.Case.Language, key, values);

    /// <summary>What the citizen will read once this is done, with the values that are for the citizen too.</summary>
    public string Sentence => string.Join("\n\n", Shown.Prepend(File.Sentence(After, File.Case.Language, Unit.Name.In(File.Case.Language), Told)).Append(Reply ?? "").Where(text => text.Length > 0).Distinct());

    /// <summary>The reply of the catalogue that goes with it, filled in; null when it tells none.</summary>
    public string? Reply { get; set; }

    public void Tell<TFact>(TFact fact, string purpose = "traitement de la demande", Visibility visibility = Visibility.Public) where TFact : notnull =>
        Db.Add(File.Stream.Happened(fact, Now, Actor, purpose, visibility));

    public void Write(string template, params IEnumerable<(string, string)> more)
    {
        var mail = Letters.Write(File, Commune, template, Now, more);
        Db.Post(File.Case, mail);
        PutOnPaper(mail);
    }

    /// <summary>What must not lie unread: something is asked, is ready, or has come to its end.</summary>
    public async Task WriteUrgently(string template, params IEnumerable<(string, string)> more)
    {
        if (File.Case.HasReader)
        {
            var mail = Letters.Write(File, Commune, template, Now, more);
            await Db.AddUrgent(mail, File.Case.CitizenId);
            PutOnPaper(mail);
        }
    }

    // A document that goes by post is a letter itself.
    private void PutOnPaper(OutboxMessage mail)
    {
        if (!IsByHouse && OnPaper.IsOffered(Action.Kind, File.Case) && !OnPaper.IsPosted(Action.Kind, File.Case) && OnPaper.Chosen(Posted) is { } kind)
        {
            Db.Add(OnPaper.Of(mail, kind, File, Keys, Now));
        }
    }

    /// <summary>The step that was made, to whoever wants to hear every one; the last one to everybody.</summary>
    public async Task WriteStep(string? sentence = null)
    {
        if (After.IsClosing)
        {
            await WriteUrgently("case-step", ("sentence", sentence ?? Sentence));
        }
        else if (await Db.CitizenOf(new Visitor { Citizen = File.Case.CitizenId }) is not { WantsEveryStep: false })
        {
            Write("case-step", ("sentence", sentence ?? Sentence));
        }
    }

    private IEnumerable<string> Shown => CaseValues.Asked(Action).Where(asked => asked.IsShown && Told.ContainsKey(asked.Name) && !IsInSentence(asked))
        .Select(asked => $"{asked.Label.In(File.Case.Language)}{(File.Case.Language == "fr" ? "\u00A0" : "")}: {CaseValues.Written(asked, Told[asked.Name], File.Case.Language)}");

    private bool IsInSentence(AskedValue asked) => After.Sentence.In("fr").Contains($"{{{asked.Name}}}", StringComparison.Ordinal) || (Action.Kind == ActKind.FixAppointment && CaseValues.OfAppointment.Contains(asked));
}
