using Perron.Expressions;
namespace Perron.Workflow;

/// <summary>Where the power of attorney of a third person stands.</summary>
public enum MandateState { NotNeeded, Missing, Given, Settled }

/// <summary>What the person who asks together with the applicant has said.</summary>
public enum Agreement { NotAsked, Invited, Agreed, Disagreed }

/// <summary>Where the opinion of somebody outside stands.</summary>
public enum OpinionState { NotAsked, Asked, Given }

/// <summary>How many cases were opened beside this one, and what became of them.</summary>
public sealed record SubCases(int Open, int Favourable, int Unfavourable)
{
    public static readonly SubCases None = new(0, 0, 0);

    public int Closed => Favourable + Unfavourable;
}

/// <summary>What sort of system outside the house is told of a case.</summary>
public enum SystemKind { CivilActs, CriminalRecord, PublicWorks, Population, Other }

/// <summary>What a system has said of what it was told: it takes it up, it will not, it is done; or an officer goes on without it.</summary>
public enum SystemAnswer { Accepted, Refused, Done, ByHand }

public static class SystemKinds
{
    public static readonly IReadOnlyList<SystemKind> All = Enum.GetValues<SystemKind>();

    /// <summary>As it stands in files and guards: "civil-acts".</summary>
    public static string Written(this SystemKind kind) => Written(kind.ToString());

    /// <summary>As it stands in files, guards and messages: "by-hand".</summary>
    public static string Written(this SystemAnswer answer) => Written(answer.ToString());

    /// <summary>The guard that holds while such a system is connected: "system-civil-acts".</summary>
    public static string Guard(this SystemKind kind) => $"system-{kind.Written()}";

    private static string Written(string name) => string.Concat(name.Select((sign, place) => char.IsUpper(sign) ? $"{(place == 0 ? "" : "-")}{char.ToLowerInvariant(sign)}" : $"{sign}"));
}

/// <summary>What guards may ask about a case besides the answers: the names are those of docs/workflows.md.</summary>
public sealed record CaseFacts
{
    public bool IsForThirdPerson { get; init; }
    public MandateState Mandate { get; init; }
    public bool IsByDownload { get; init; }
    public bool HasRegister { get; init; }
    public bool IsRegisterConfirmed { get; init; }
    public bool HasDocument { get; init; }

    /// <summary>A document that was given is refused and has not been given again.</summary>
    public bool IsPieceRefused { get; init; }
    public Agreement Agreement { get; init; }
    public OpinionState Opinion { get; init; }
    public SubCases SubCases { get; init; } = SubCases.None;

    /// <summary>What it costs has come in, or the citizen was exempted from it.</summary>
    public bool IsPaid { get; init; }

    /// <summary>In euros; what the commune or the form says it costs.</summary>
    public decimal Price { get; init; }

    /// <summary>The systems outside the house that the organisation of the case is connected to and has not paused.</summary>
    public IReadOnlyCollection<SystemKind> Systems { get; init; } = [];

    /// <summary>What the system that was told last has answered; null while it has not.</summary>
    public SystemAnswer? Answer { get; init; }

    /// <summary>What actions asked for and were told, by name.</summary>
    public IReadOnlyDictionary<string, Value> Noted { get; init; } = new Dictionary<string, Value>();

    private static readonly (string Name, Func<CaseFacts, bool> Holds)[] Truths =
    [
        ("register", facts => facts.HasRegister), ("confirmed", facts => facts.IsRegisterConfirmed),
        ("third-person", facts => facts.IsForThirdPerson), ("own", facts => !facts.IsForThirdPerson),
        ("mandate-missing", facts => facts.Mandate == MandateState.Missing), ("mandate-given", facts => facts.Mandate == MandateState.Given),
        ("mandate-settled", facts => facts.Mandate is MandateState.NotNeeded or MandateState.Settled),
        ("by-download", facts => facts.IsByDownload), ("on-paper", facts => !facts.IsByDownload), ("document", facts => facts.HasDocument), ("piece-refused", facts => facts.IsPieceRefused),
        ("invited", facts => facts.Agreement != Agreement.NotAsked), ("agreed", facts => facts.Agreement == Agreement.Agreed), ("disagreed", facts => facts.Agreement == Agreement.Disagreed),
        ("opinion-asked", facts => facts.Opinion != OpinionState.NotAsked), ("opinion-given", facts => facts.Opinion == OpinionState.Given),
        ("sub-case-open", facts => facts.SubCases.Open > 0), ("sub-case-closed", facts => facts.SubCases is { Open: 0, Closed: > 0 }), ("sub-case-any-closed", facts => facts.SubCases.Closed > 0),
        ("paid", facts => facts.IsPaid), ("payment-due", facts => facts.Price > 0 && !facts.IsPaid),
        ("sub-case-favourable", facts => facts.SubCases is { Unfavourable: 0, Favourable: > 0 }), ("sub-case-unfavourable", facts => facts.SubCases.Unfavourable > 0),
        .. SystemKinds.All.Select(kind => (kind.Guard(), (Func<CaseFacts, bool>)(facts => facts.Systems.Contains(kind)))),
    ];

    private static readonly Word AnswerWord = new("system-answer", ValueKind.Text, [.. Enum.GetValues<SystemAnswer>().Select(answer => answer.Written())]);

    /// <summary>How the names of the case are said in French.</summary>
    public static readonly IReadOnlyDictionary<string, string> Called = new Dictionary<string, string>
    {
        ["register"] = "le registre a été consulté", ["confirmed"] = "les données du registre sont confirmées", ["third-person"] = "la demande est pour une autre personne", ["own"] = "la demande est pour soi-même",
        ["mandate-missing"] = "la procuration manque", ["mandate-given"] = "une procuration est jointe", ["mandate-settled"] = "la procuration est acceptée, ou inutile",
        ["by-download"] = "le document est remis en ligne", ["on-paper"] = "le document est remis sur papier", ["document"] = "le document est établi",
        ["invited"] = "la deuxième personne est invitée", ["agreed"] = "la deuxième personne est d'accord", ["disagreed"] = "la deuxième personne n'est pas d'accord",
        ["opinion-asked"] = "un avis est demandé", ["opinion-given"] = "l'avis est donné", ["sub-case-open"] = "un dossier lié est ouvert", ["sub-case-closed"] = "tous les dossiers liés sont terminés", ["sub-case-any-closed"] = "un dossier lié est terminé",
        ["sub-case-favourable"] = "les dossiers liés sont favorables", ["sub-case-unfavourable"] = "un dossier lié est défavorable", ["piece-refused"] = "une pièce est refusée", ["price"] = "prix", ["paid"] = "le paiement est reçu", ["payment-due"] = "il reste à payer",
        ["system-civil-acts"] = "la banque des actes est connectée", ["system-criminal-record"] = "le casier judiciaire est connecté", ["system-public-works"] = "le système des travaux est connecté",
        ["system-population"] = "le registre de la population reçoit les messages", ["system-other"] = "le système est connecté", ["system-answer"] = "réponse du système",
    };

    /// <summary>The names that guards may use: those of the answers, of the case, and of what its actions ask for. Null for a name that stands twice.</summary>
    public static Vocabulary Over(Vocabulary answers, IEnumerable<AskedValue> asked, out string? twice)
    {
        var vocabulary = new Vocabulary(answers);
        twice = null;
        foreach (var (name, _) in Truths)
        {
            twice ??= vocabulary.Add(new(name, ValueKind.Truth)) ? null : name;
        }

        twice ??= vocabulary.Add(new("price", ValueKind.Number)) ? null : "price";
        twice ??= vocabulary.Add(AnswerWord) ? null : AnswerWord.Name;
        foreach (var same in asked.GroupBy(value => value.Name))
        {
            twice ??= same.Select(value => value.Kind).Distinct().Count() == 1 && vocabulary.Add(same.First().Word) ? null : same.Key;
        }

        return vocabulary;
    }

    public Facts Over(Vocabulary vocabulary, Facts answers)
    {
        var facts = new Facts(vocabulary, answers);
        foreach (var (name, holds) in Truths)
        {
            facts[name] = Value.Of(holds(this));
        }

        facts["price"] = Value.Of(Price);
        facts[AnswerWord.Name] = Answer is { } answer ? Value.Of(answer.Written()) : Value.Nothing;
        foreach (var (name, value) in Noted)
        {
            if (vocabulary.PlaceOf(name) >= 0)
            {
                facts[name] = value;
            }
        }

        return facts;
    }

    /// <summary>The facts once an action was carried out, as far as its kind makes any.</summary>
    /// <param name="withFile">Whether the answer brought a file.</param>
    public CaseFacts After(WorkflowAction action, IReadOnlyDictionary<string, Value> noted, bool withFile) => (action.Kind switch
    {
        ActKind.ConfirmRegister => this with { IsRegisterConfirmed = true },
        ActKind.AskEvidence when action.IsMandate => this with { Mandate = MandateState.Missing },
        ActKind.Answer when withFile && Mandate == MandateState.Missing => this with { Mandate = MandateState.Given },
        ActKind.AcceptMandate => this with { Mandate = MandateState.Settled },
        ActKind.Produce => this with { HasDocument = true },
        ActKind.Invite => this with { Agreement = Agreement.Invited },
        ActKind.Agree => this with { Agreement = Agreement.Agreed },
        ActKind.Disagree => this with { Agreement = Agreement.Disagreed },
        ActKind.AskOpinion => this with { Opinion = OpinionState.Asked },
        ActKind.GiveOpinion => this with { Opinion = OpinionState.Given },
        ActKind.NotifySystem => this with { Answer = null },
        ActKind.OpenSubCase => this with { SubCases = SubCases with { Open = SubCases.Open + 1 } },
        _ => this,
    }) with
    { Noted = noted.Count == 0 ? Noted : Noted.Concat(noted).GroupBy(pair => pair.Key).ToDictionary(same => same.Key, same => same.Last().Value) };
}
